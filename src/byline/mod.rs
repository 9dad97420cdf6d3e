//! Bylines: who wrote the article, and which texts say nothing but that.

mod dates;
mod declared;
mod people;
mod statement;

pub use dates::{Date, dates};
pub use declared::{declared, split};
pub use people::Person;
pub use statement::{Statement, Words};
