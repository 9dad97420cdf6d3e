//! The detectors: one file each. A detector looks at a block's evidence and says how much speaks for its kind.
//!
//! What speaks is of two sorts, wording and structure, and both must speak: a phrase alone never strikes anything.
//! Adding a detector is adding a file and its line in [`DETECTORS`].

pub mod account;
mod appeal;
mod gate;
mod offer;
mod signup;

pub mod byline;

use crate::evidence::Evidence;
use crate::report::Kind;

/// Every detector of blocks, the more specific first: of two that are equally sure the first one wins.
pub const DETECTORS: &[&Detector] = &[&gate::DETECTOR, &signup::DETECTOR, &offer::DETECTOR, &appeal::DETECTOR, &account::DETECTOR];

/// What a detector looks for.
pub struct Detector {
    /// A stable name, which reports carry.
    pub rule: &'static str,
    pub kind: Kind,
    /// Each with its weight.
    pub signals: &'static [Signal],
    /// At least this much wording and this much structure must speak, and both together at least `total`.
    pub wording: f32,
    pub structure: f32,
    pub total: f32,
}

/// One thing that speaks for a kind.
pub struct Signal {
    pub sort: Sort,
    pub weight: f32,
    /// For the reader of a report.
    pub why: &'static str,
    pub speaks: fn(&Evidence) -> bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Wording,
    Structure,
}

/// A wording signal.
pub const fn wording(weight: f32, why: &'static str, speaks: fn(&Evidence) -> bool) -> Signal {
    Signal { sort: Sort::Wording, weight, why, speaks }
}

/// A structure signal.
pub const fn structure(weight: f32, why: &'static str, speaks: fn(&Evidence) -> bool) -> Signal {
    Signal { sort: Sort::Structure, weight, why, speaks }
}

/// What a detector makes of a block.
#[derive(Clone, Debug)]
pub struct Opinion {
    pub rule: &'static str,
    pub kind: Kind,
    pub wording: f32,
    pub structure: f32,
    /// Whether enough speaks for it.
    pub enough: bool,
    /// How much more than enough; below 1 it is not enough.
    pub margin: f32,
    pub why: Vec<&'static str>,
}

impl Detector {
    pub fn opinion(&self, evidence: &Evidence) -> Opinion {
        let mut opinion =
            Opinion { rule: self.rule, kind: self.kind, wording: 0.0, structure: 0.0, enough: false, margin: 0.0, why: Vec::new() };
        for signal in self.signals.iter().filter(|signal| (signal.speaks)(evidence)) {
            match signal.sort {
                Sort::Wording => opinion.wording += signal.weight,
                Sort::Structure => opinion.structure += signal.weight,
            }
            if !signal.why.is_empty() {
                opinion.why.push(signal.why);
            }
        }
        let total = opinion.wording + opinion.structure;
        opinion.margin = (total / self.total).min(opinion.wording / self.wording).min(opinion.structure / self.structure);
        opinion.enough = opinion.margin >= 1.0;
        // Among kinds, what counts is how much speaks.
        opinion.margin = if opinion.enough { total / self.total } else { opinion.margin.min(0.99) };
        opinion
    }
}
