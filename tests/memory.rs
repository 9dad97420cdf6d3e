//! A pass that keeps what earlier ones have found comes to the judgement that a first pass would come to.

use dele::html::{Document, Syntax};
use dele::page::{NodeId, Page};
use dele::{Kind, Memory, Options, Unrendered, View, judge, judge_again};

/// An article of our own with a newsletter box, as a page.
fn page() -> Page {
    let sentence = "The harbour wall was finished in the spring, and the boats came back to it one by one. ";
    let html = format!(
        "<html lang=en><body><article><h1>The wall at Tarn Harbour</h1><p>{0}{0}</p><p>{0}{0}</p>\
         <div class=box><h3>Sign up for our newsletter</h3><form><input type=email placeholder='Your e-mail address'>\
         <button>Subscribe</button></form></div><p>{0}{0}</p></article></body></html>",
        sentence.repeat(2)
    );
    Document::parse(html.as_bytes(), Syntax::Detect).expect("a page").page()
}

/// Shows nothing.
struct Dark;
impl View for Dark {
    fn shown(&mut self, nodes: &[NodeId]) -> Vec<bool> {
        vec![false; nodes.len()]
    }
}

#[test]
fn the_same_page_is_judged_the_same() {
    let (page, options, mut memory) = (page(), Options::default(), Memory::default());
    let first = judge(&page, &options, &mut Unrendered);
    assert_eq!(first.strikes.len(), 1);
    for _ in 0..3 {
        assert_eq!(judge_again(&page, &options, &mut Unrendered, &mut memory), first);
    }
}

#[test]
fn what_is_shown_now_counts() {
    let (page, options, mut memory) = (page(), Options::default(), Memory::default());
    for _ in 0..2 {
        assert_eq!(judge_again(&page, &options, &mut Unrendered, &mut memory).strikes.len(), 1);
        assert_eq!(judge_again(&page, &options, &mut Dark, &mut memory).strikes.len(), 0);
    }
}

#[test]
fn what_is_asked_for_now_counts() {
    let (page, mut memory) = (page(), Memory::default());
    let only = |kind| Options { kinds: Some(vec![kind]), ..Options::default() };
    assert_eq!(judge_again(&page, &only(Kind::Newsletter), &mut Unrendered, &mut memory).strikes.len(), 1);
    assert_eq!(judge_again(&page, &only(Kind::Paywall), &mut Unrendered, &mut memory).strikes.len(), 0);
    let explained = judge_again(&page, &Options { explain: true, ..only(Kind::Paywall) }, &mut Unrendered, &mut memory);
    assert_eq!(explained.declined.len(), 1);
}

#[test]
fn a_page_that_has_changed_is_judged_anew() {
    let (first, options, mut memory) = (page(), Options::default(), Memory::default());
    assert_eq!(judge_again(&first, &options, &mut Unrendered, &mut memory).strikes.len(), 1);
    let strings = first.into_strings();
    let mut builder = dele::page::PageBuilder::over("", strings, 4);
    builder.open(dele::page::Tag::Html);
    builder.text("Nothing is sold here.");
    assert_eq!(judge_again(&builder.finish(), &options, &mut Unrendered, &mut memory).strikes.len(), 0);
}
