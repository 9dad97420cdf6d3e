// Shared with build.rs, so it names nothing but itself.

macro_rules! concepts {
    ($($(#[$doc:meta])* $name:ident = $key:literal),* $(,)?) => {
        /// What a phrase means. The spelling in a lexicon file is in [`Concept::key`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Concept { $($(#[$doc])* $name),* }

        impl Concept {
            /// Every concept, in the order of the numbers.
            pub const ALL: &[Concept] = &[$(Concept::$name),*];

            /// How a lexicon file spells it.
            #[allow(dead_code)] // for build.rs
            pub const fn key(self) -> &'static str {
                match self { $(Concept::$name => $key),* }
            }
        }
    };
}

concepts! {
    /// The text stops here, or is only for those who pay: "to continue reading", "for subscribers only".
    Gate = "gate",
    /// Have an account? "already a subscriber", "log in".
    Login = "login",
    /// Make one: "create a free account", "register".
    Register = "register",
    /// A call to buy: "subscribe now", "become a member", "start your free trial".
    Subscribe = "subscribe",
    /// The thing sold: "subscription", "membership", "print edition".
    Subscription = "subscription",
    /// Terms of sale: "cancel any time", "money-back guarantee", "first month".
    Offer = "offer",
    /// What one gets: "unlimited access", "ad-free", "issues a year".
    Benefit = "benefit",
    /// A period of a price: "per month", "a year".
    Period = "period",
    /// The thing mailed: "newsletter", "mailing list", "daily briefing".
    Newsletter = "newsletter",
    /// A call to have it mailed: "sign up", "in your inbox", "your e-mail address".
    Signup = "signup",
    /// Push, alerts, a messenger channel: "turn on notifications", "join our channel".
    Channel = "channel",
    /// A call for money: "donate", "support our journalism", "buy me a coffee".
    Donate = "donate",
    /// The publication speaks of itself: "us", "our".
    Us = "us",
    /// What such calls lean on: "independent journalism", "readers like you", "if you enjoyed this article".
    Appeal = "appeal",
    /// Small print of a form: "by signing up you agree", "unsubscribe at any time".
    Consent = "consent",
    /// A form's answers: "thank you for subscribing", "please check your inbox", "invalid e-mail".
    Answer = "answer",
    /// Turning an offer down: "no thanks", "maybe later".
    Decline = "decline",
    /// Consent and age dialogs, which are never struck: "we use cookies", "are you over 18".
    Cookie = "cookie",
    /// Comment forms and threads: "leave a comment", "post a reply".
    Comment = "comment",
    /// Lists of other articles: "related articles", "most read", "more from".
    Related = "related",
    /// Corrections and editor's notes.
    Correction = "correction",
    /// Picture credits: "photo", "getty images".
    Credit = "credit",
    /// A biography's words: "is a reporter", "is the author of".
    Biography = "biography",
    /// A thing in print: "the latest issue". Calls to subscribe only near one of `order`.
    Issue = "issue",
    /// How to get it: "order a copy", "at newsstands".
    Order = "order",
    /// Ways to send money: "bank transfer". Asks to give only beside what appeals, or beside a second way where the publication speaks.
    Means = "means",
}
