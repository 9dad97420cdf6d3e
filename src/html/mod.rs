//! The native HTML adapter.
