//! What a pass has struck, and why: the contract with JavaScript and with the command line.

use serde::{Deserialize, Serialize};

/// What a struck block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Says that the text stops here or needs paying, subscribing or logging in.
    Paywall,
    /// Sells a subscription, a membership, a print edition or a premium tier.
    Subscription,
    /// Asks for a sign-up to e-mail, alerts, push or a channel.
    Newsletter,
    /// Asks for money for the publication or the author.
    Donation,
    /// Asks for a free account or a log-in.
    Registration,
    /// Repeats the article's own byline.
    Byline,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] = [Kind::Paywall, Kind::Subscription, Kind::Newsletter, Kind::Donation, Kind::Registration, Kind::Byline];

    /// How reports and options spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Paywall => "paywall",
            Kind::Subscription => "subscription",
            Kind::Newsletter => "newsletter",
            Kind::Donation => "donation",
            Kind::Registration => "registration",
            Kind::Byline => "byline",
        }
    }
}

/// One block struck.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Removal {
    /// Its number within the document, for restoring or locating this one alone.
    pub id: u32,
    /// What it is.
    pub kind: Kind,
    /// The detector that found it; a stable name.
    pub rule: &'static str,
    /// 0 to 1.
    #[serde(serialize_with = "hundredths")]
    pub confidence: f32,
    /// Why, in short strings that a reader can understand.
    pub evidence: Vec<String>,
    /// The start of its text.
    pub text: String,
}

/// One finding that was not struck, for `dele --explain`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Declined {
    /// What it looked like.
    pub kind: Kind,
    /// The detector that found it.
    pub rule: &'static str,
    /// 0 to 1.
    #[serde(serialize_with = "hundredths")]
    pub confidence: f32,
    /// Why it looked like that.
    pub evidence: Vec<String>,
    /// Why it stays.
    pub reason: String,
    /// The start of its text.
    pub text: String,
}

/// What one pass did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// The blocks struck in this pass, in document order. Empty where there was nothing new.
    pub removals: Vec<Removal>,
    /// Things the reader should know, such as that the page does not carry the rest of a cut text.
    pub notes: Vec<String>,
    /// Findings that were turned down; only where [`Options::explain`] asks for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<Declined>,
}

/// What a caller may choose.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Only these kinds; every kind where it is absent.
    pub kinds: Option<Vec<Kind>>,
    /// Report also what was found and not struck.
    pub explain: bool,
}

impl Options {
    /// Whether this kind is to be struck.
    pub fn wants(&self, kind: Kind) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// Two digits: more are noise, and JavaScript would show it.
pub(crate) fn rounded(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

fn hundredths<S: serde::Serializer>(share: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*share))
}
