//! Looking for a part of a text. The standard library's way takes 5 KB of code, made for long parts of long texts; here both are short.

use std::iter::Enumerate;
use std::slice::Windows;

fn places<'t>(text: &'t str, part: &str) -> Enumerate<Windows<'t, u8>> {
    text.as_bytes().windows(part.len().max(1)).enumerate()
}

/// Where a part first begins, in bytes. The part must not be empty.
pub fn find(text: &str, part: &str) -> Option<usize> {
    places(text, part).find(|(_, at)| *at == part.as_bytes()).map(|(start, _)| start)
}

/// Where a part last begins, in bytes. The part must not be empty.
pub fn find_last(text: &str, part: &str) -> Option<usize> {
    places(text, part).rfind(|(_, at)| *at == part.as_bytes()).map(|(start, _)| start)
}

/// Whether a part stands in a text; an empty one always does.
pub fn holds(text: &str, part: &str) -> bool {
    part.is_empty() || find(text, part).is_some()
}

/// Whether one of these lower-case parts stands in a text, in any case.
pub fn holds_any(text: &str, parts: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    parts.iter().any(|part| holds(&text, part))
}

/// Puts something else in every place of a part, which must not stand in it. Says how many places there were.
pub fn replace(text: &mut String, part: &str, other: &str) -> usize {
    let mut times = 0;
    while let Some(start) = find(text, part) {
        text.replace_range(start..start + part.len(), other);
        times += 1;
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found() {
        assert_eq!((find("von – an – ab", " – "), find_last("von – an – ab", " – ")), (Some(3), Some(10)));
        assert_eq!((find("ab", "abc"), find("", "a"), find_last("ab", "c")), (None, None, None));
        assert!(holds("абв", "бв") && holds("a", "") && !holds("aba", "bb"));
    }

    #[test]
    fn parts_are_replaced() {
        let mut text = "a and b and c".to_owned();
        assert_eq!(replace(&mut text, " and ", ";"), 2);
        assert_eq!(text, "a;b;c");
    }
}
