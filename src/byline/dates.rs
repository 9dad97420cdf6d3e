//! Dates in running text, in any of the formats that newspapers use.

use super::{is_among, people::is_of_word};
use crate::lexicon::BylineWords;
use crate::text::is_unspaced;

/// A day; parts that the text leaves out are 0. Where a date is all figures, day and month are not told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// May both mean the same day?
    pub fn agrees(self, other: Date) -> bool {
        let year = self.year == 0 || other.year == 0 || self.year == other.year;
        let same = (self.month == other.month && self.day == other.day) || (self.month == other.day && self.day == other.month);
        let open = self.day == 0 || other.day == 0;
        year && (same || open && self.month == other.month)
    }
}

/// The dates in a folded text.
pub fn dates(folded: &str, words: &BylineWords) -> Vec<Date> {
    if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new(); // most lines
    }
    let tokens = tokens(folded);
    let figure = |i: usize| tokens.get(i).and_then(|token| number(token));
    // An hour and its minutes are no part of a day.
    let hour = |i: usize| {
        let end = tokens[i].as_ptr() as usize - folded.as_ptr() as usize + tokens[i].len();
        folded[end..].starts_with(':')
    };
    // A month's number, and of how many tokens its name is: "tháng 3", كانون الثاني.
    let month = |i: usize| {
        let first = tokens[i].as_bytes()[0];
        words.months.iter().filter(|(name, _)| name.as_bytes()[0] == first).find_map(|(name, month)| {
            let mut length = 0;
            let same = name.split(' ').all(|part| {
                length += 1;
                tokens.get(i + length - 1) == Some(&part.trim_end_matches('.'))
            });
            same.then_some((*month, length))
        })
    };
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if let Some((named, length)) = month(i) {
            // "14 March 2031", "March 14, 2031", "14 de marzo de 2031"
            let before = (1..=2).find_map(|back| i.checked_sub(back).and_then(figure).filter(|day| (1..=31).contains(day)));
            let last = i + length - 1;
            let day = before.or_else(|| figure(last + 1).filter(|day| (1..=31).contains(day)));
            let year = (last + 1..last + 4).find_map(|at| figure(at).filter(|year| (1900..=2199).contains(year)).map(|year| (year, at)));
            if let Some((_, at)) = year {
                i = at; // what follows is the hour
            }
            let year = year.map(|(year, _)| year);
            if day.is_some() || year.is_some() {
                found.push(Date { year: year.unwrap_or(0), month: named, day: day.unwrap_or(0) as u8 });
            }
        } else if let (Some(a), Some(b), Some(c)) = (figure(i), figure(i + 1), figure(i + 2))
            && !hour(i)
            && !hour(i + 1)
        {
            // 2031-03-14, 14.03.2031, 3/14/31, 2031年3月14日 (whose signs part the figures)
            let date = match (a, b, c) {
                (1900..=2199, 1..=12, 1..=31) => Some(Date { year: a, month: b as u8, day: c as u8 }),
                (1..=31, 1..=31, 1900..=2199) => Some(Date { year: c, month: b as u8, day: a as u8 }),
                (1..=31, 1..=31, 0..=99) if b <= 12 || a <= 12 => Some(Date { year: 2000 + c, month: b as u8, day: a as u8 }),
                _ => None,
            };
            if let Some(date) = date {
                found.push(date);
                i += 2;
            }
        }
        i += 1;
    }
    found
}

/// Words and figures; 2031年3月14日 is three of them.
fn tokens(folded: &str) -> Vec<&str> {
    let counted = |token: &str, at: usize, c: char| is_unspaced(c) && token[..at].ends_with(|c: char| c.is_ascii_digit());
    let mut tokens = Vec::new();
    for mut token in folded.split(|c: char| !is_of_word(c)) {
        while let Some((at, c)) = token.char_indices().find(|(at, c)| counted(token, *at, *c)) {
            let (one, rest) = token.split_at(at + c.len_utf8());
            // What runs up to the figure belongs to nothing: 公開2031年.
            let digits = token[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
            tokens.push(&one[at - digits..]);
            token = rest;
        }
        if !token.is_empty() {
            tokens.push(token);
        }
    }
    tokens
}

/// A figure, also with an ordinal's ending or a counter after it: 14, 14th, 1er, 3月.
fn number(token: &str) -> Option<u16> {
    let digits = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
    let rest = &token[digits..];
    let ending = rest.is_empty() || is_among("st nd rd th er 年 月 日 号 號 년 월 일 ο a", rest);
    ending.then(|| token[..digits].parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Languages, Lexicon};

    #[test]
    fn one_day_in_many_formats() {
        let lexicon = Lexicon::of(Languages::named("en"));
        let day = Date { year: 2031, month: 3, day: 14 };
        for text in ["march 14, 2031", "14 march 2031", "14th mar 2031", "2031-03-14", "14.03.2031", "3/14/2031", "mar 14"] {
            let found = dates(text, &lexicon.byline);
            assert!(found.iter().any(|date| date.agrees(day)), "{text}: {found:?}");
        }
        let eastern = [
            ("ja", "公開2031年3月14日 9時"),
            ("ko", "2031년 3월 14일"),
            ("zh", "3月14日"),
            ("hi", "14 मार्च 2031"),
            ("vi", "ngay 14 thang 3 nam 2031"),
            ("ar", "14 اذار 2031"),
        ];
        for (language, text) in eastern {
            let found = dates(text, &Lexicon::of(Languages::named(language)).byline);
            assert!(found.iter().any(|date| date.agrees(day)), "{text}: {found:?}");
        }
        assert!(!dates("march 15, 2031", &lexicon.byline)[0].agrees(day));
        for text in ["march 14, 2031, 9:02 am", "14.3.2031 9:12, 5 min", "march 14 2031 9.12"] {
            assert_eq!(dates(text, &lexicon.byline), [day], "{text}");
        }
        assert!(dates("we may go", &lexicon.byline).is_empty());
    }
}
