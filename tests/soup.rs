//! Random pages: whatever the markup, nothing panics, and no text is added, moved or lost.

#[path = "support/marks.rs"]
#[allow(dead_code)] // the fixtures use the rest
mod marks;

use dele::html::clean;
use dele::{Kind, Options};
use marks::{Marked, is_subsequence};
use proptest::prelude::*;

const TAGS: &[&str] = &[
    "div",
    "p",
    "section",
    "article",
    "main",
    "aside",
    "h1",
    "h2",
    "h3",
    "ul",
    "li",
    "a",
    "b",
    "span",
    "form",
    "button",
    "label",
    "table",
    "tr",
    "td",
    "figure",
    "figcaption",
    "blockquote",
    "header",
    "footer",
    "nav",
    "dialog",
    "template",
    "svg",
    "select",
    "option",
    "pre",
    "textarea",
    "iframe",
    "noscript",
    "title",
    "head",
    "body",
    "my-box",
    "frameset",
];

const ATTRS: &[&str] = &[
    "",
    " class=\"newsletter-signup\"",
    " class=\"paywall\"",
    " class=\"byline\"",
    " class=\"subscribe-box promo\"",
    " id=\"donate\"",
    " role=\"dialog\" aria-modal=\"true\"",
    " href=\"https://example.com/subscribe\"",
    " itemprop=\"author\"",
    " rel=\"author\"",
    " hidden",
    " style=\"position:fixed",
    " name=\"parentNode\"",
];

const TEXTS: &[&str] = &[
    "The river rose by a hand in the night, and the farmers carried the hay to the upper barn before the milk was in.",
    "Sign up for our newsletter",
    "Get the best stories in your inbox every week.",
    "Subscribe to The Orle Review",
    "Subscribe to continue reading",
    "12 print issues a year",
    "Cancel any time",
    "1 euro a month",
    "Already a subscriber? Log in",
    "Support us with a donation today",
    "Create a free account to keep reading",
    "By Ada Quill",
    "Written by Ada Quill on 4 March 2025",
    "Image: Harbour Archive",
    "a < b & c > d",
    "\u{1F600}\u{200D}e\u{301}",
];

fn piece() -> impl Strategy<Value = String> {
    let tag = || prop::sample::select(TAGS);
    prop_oneof![
        5 => (tag(), prop::sample::select(ATTRS)).prop_map(|(tag, attrs)| format!("<{tag}{attrs}>")),
        4 => tag().prop_map(|tag| format!("</{tag}>")),
        4 => prop::sample::select(TEXTS).prop_map(str::to_owned),
        1 => Just("<input type=\"email\" placeholder=\"you@example.com\">".to_owned()),
        1 => Just("<img src=\"a.jpg\" alt=\"a\"><br>".to_owned()),
        1 => Just("<!-- c --><![CDATA[x]]><?pi?>".to_owned()),
        1 => "[ -~\u{e0}-\u{ff}\u{4e00}-\u{4e20}]{0,12}",
        1 => Just("<script>if (a < b) c()</script><style>p > a {}</style>".to_owned()),
        1 => Just("<meta name=\"author\" content=\"Ada Quill\">".to_owned()),
    ]
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..80).prop_map(|pieces| pieces.concat())
}

/// Well-nested pages, in which blocks can be found.
fn page() -> impl Strategy<Value = String> {
    let leaf = (
        prop::sample::select(&["p", "h2", "h3", "li", "button", "a", "div"][..]),
        prop::sample::select(ATTRS),
        prop::sample::select(TEXTS),
    )
        .prop_map(|(tag, attrs, text)| format!("<{tag}{}>{text}</{tag}>", attrs.replace(" style=\"position:fixed", "")));
    let tree = leaf.prop_recursive(4, 60, 8, |inner| {
        (
            prop::sample::select(&["div", "section", "aside", "ul", "form"][..]),
            prop::sample::select(ATTRS),
            prop::collection::vec(inner, 1..8),
        )
            .prop_map(|(tag, attrs, inner)| format!("<{tag}{}>{}</{tag}>", attrs.replace(" style=\"position:fixed", ""), inner.concat()))
    });
    prop::collection::vec(tree, 1..6).prop_map(|trees| {
        format!("<!DOCTYPE html><html lang=\"en\"><body><article><h1>The river</h1>{}</article></body></html>", trees.concat())
    })
}

fn holds(html: &str) -> Result<(), TestCaseError> {
    let options = Options::default();
    let Ok(cleaned) = clean(html.as_bytes(), &options) else { return Ok(()) };
    let before = Marked::read(html).stream();
    let after = Marked::read(&cleaned.html).stream();
    prop_assert!(is_subsequence(&after, &before), "text was added or moved\n{before}\n{after}");
    if cleaned.report.removals.is_empty() {
        prop_assert_eq!(&after, &before, "text is gone that was not struck");
    }
    for kind in Kind::ALL {
        let only = clean(html.as_bytes(), &Options { kinds: Some(vec![kind]), explain: true }).expect("it was usable");
        prop_assert!(only.report.removals.iter().all(|removal| removal.kind == kind));
    }
    Ok(())
}

fn holds_twice(html: &str) -> Result<(), TestCaseError> {
    let options = Options::default();
    let Ok(once) = clean(html.as_bytes(), &options) else { return Ok(()) };
    if !once.report.removals.is_empty() {
        let twice = clean(once.html.as_bytes(), &options).expect("it was usable");
        prop_assert_eq!(twice.report.removals, [], "cleaned twice: {}", once.html);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markup_soup(html in soup()) {
        holds(&html)?;
    }

    #[test]
    fn pages_with_blocks(html in page()) {
        holds(&html)?;
    }

    #[test]
    #[ignore = "what is left of a page is judged anew, and dense pitches are struck in layers"]
    fn cleaning_twice_is_cleaning_once(html in prop_oneof![soup(), page()]) {
        holds_twice(&html)?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = clean(&bytes, &Options::default());
    }
}
