//! Dele strikes what was added to sell out of an article: paywall blocks, pitches, sign-up boxes, repeated bylines.
//!
//! The engine reads a [`page::Page`], finds, decides, and hands back a [`plan::Plan`]: which nodes to strike and why.
//! It touches no DOM. Two adapters do: `browser` (the live page) and `html` (files).

pub mod page;
pub mod plan;
pub mod report;

mod anchors;
mod apart;
mod block;
mod byline;
mod detect;
mod engine;
mod evidence;
mod fade;
mod guard;
mod lexicon;
mod marks;
mod memory;
mod order;
mod overlay;
mod publication;
mod reading;
mod text;
mod words;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser;
#[cfg(feature = "html")]
pub mod html;

pub use engine::{Unrendered, View, judge, judge_again};
pub use lexicon::{Unlearnt, languages, teach};
pub use memory::Memory;
pub use reading::speaks;
pub use report::{Kind, Options, Report};
