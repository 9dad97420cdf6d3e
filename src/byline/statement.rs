//! A text that says who wrote and when, and nothing else.

use super::{Date, Person, dates};
use crate::lexicon::{Around, BylineWords};
use crate::text::is_unspaced;

/// What a text says besides its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Which of the known people it names, by their numbers.
    pub people: Vec<usize>,
    /// It opens with "by", "text:" or the like, or closes with 記者.
    pub announced: bool,
    /// It names a role.
    pub role: bool,
    pub dates: Vec<Date>,
    /// Words that are none of these.
    pub rest: Vec<String>,
}

/// The words by which statements are read.
pub struct Words<'a> {
    pub byline: &'a BylineWords,
    pub people: &'a [Person],
}

impl Words<'_> {
    /// Reads a folded text.
    pub fn read(&self, folded: &str) -> Statement {
        let mut statement = Statement { dates: dates(folded, self.byline), ..Statement::default() };
        let mut text = format!(" {} ", spread(folded));
        for (number, person) in self.people.iter().enumerate() {
            if take_person(&mut text, person) {
                statement.people.push(number);
                // The same name twice in one line is a byline with its link's title.
                take_person(&mut text, person);
            }
        }
        if statement.people.is_empty() {
            statement.rest = left(&text);
            return statement;
        }
        for (word, around) in &self.byline.around {
            if take(&mut text, word) {
                statement.announced |= *around == Around::Announces;
                statement.role |= *around == Around::Role;
            }
        }
        for word in self.byline.dated.iter().chain(&self.byline.and) {
            take(&mut text, word);
        }
        if !statement.dates.is_empty() {
            for (month, _) in &self.byline.months {
                take(&mut text, month);
            }
        }
        statement.rest = left(&text);
        statement
    }
}

/// Puts spaces where punctuation stands, so that words can be taken one by one. A hyphen is a part of a word, but not
/// before a figure: "on-14 March", as Hebrew has it. Scripts without spaces get none: 文・佐倉 美緒 is one run.
fn spread(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let part = c == '\'' || c == '&' || c == '-' && !chars.peek().is_some_and(char::is_ascii_digit);
        let c = if c.is_alphanumeric() || part { c } else { ' ' };
        if is_unspaced(c) && out.strip_suffix(' ').is_some_and(|before| before.ends_with(is_unspaced)) {
            out.pop();
        }
        if c != ' ' || !out.is_empty() && !out.ends_with(' ') {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Takes a phrase out, if it stands there between spaces (anywhere, for scripts without them).
fn take(text: &mut String, phrase: &str) -> bool {
    let phrase = spread(phrase);
    if phrase.is_empty() {
        return false;
    }
    let found = if phrase.chars().any(is_unspaced) {
        text.find(&phrase).map(|at| (at, phrase.len()))
    } else {
        text.find(&format!(" {phrase} ")).map(|at| (at, phrase.len() + 1))
    };
    let Some((at, length)) = found else { return false };
    text.replace_range(at..at + length, " ");
    text.insert(at, ' ');
    true
}

/// Takes a person's name out, in either order, with or without middle names.
fn take_person(text: &mut String, person: &Person) -> bool {
    let words = &person.words;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let whole = words.join(" ");
    if take(text, &whole) {
        return true;
    }
    if words.len() < 2 {
        return false;
    }
    let initial: String = first.chars().take(1).collect();
    [
        format!("{first} {last}"),
        format!("{last} {first}"),
        format!("{last} {}", words[..words.len() - 1].join(" ")),
        format!("{initial} {last}"),
    ]
    .iter()
    .any(|order| take(text, order))
        || text
            .split(' ')
            .collect::<Vec<_>>()
            .windows(3)
            .any(|three| three[0] == first && three[2] == last && three[1].chars().count() <= 2)
            .then(|| {
                // A middle initial that the declared name lacks.
                let at = text.find(&format!(" {first} ")).unwrap_or(0);
                let end = text[at..].find(&format!(" {last} ")).map_or(text.len(), |end| at + end + last.len() + 1);
                text.replace_range(at..end, " ");
            })
            .is_some()
}

/// Words left: figures, times and signs do not count.
fn left(text: &str) -> Vec<String> {
    let telling = |word: &&str| {
        !word.chars().next().is_some_and(|c| c.is_ascii_digit())
            && !matches!(
                *word,
                "am" | "pm" | "edt" | "est" | "et" | "gmt" | "utc" | "cet" | "cest" | "pdt" | "pst" | "bst" | "ist" | "uhr" | "h"
            )
            && word
                .chars()
                .any(|c| c.is_alphanumeric() && !matches!(c, '年' | '月' | '日' | '時' | '分' | '时' | '년' | '월' | '일' | '시' | '분'))
    };
    text.split_whitespace().filter(telling).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Languages, Lexicon};

    fn read(text: &str) -> Statement {
        let lexicon = Lexicon::of(Languages::named("en"));
        let people = [Person::parse("Maren Oduya").expect("a name"), Person::parse("Bo Lind").expect("a name")];
        Words { byline: &lexicon.byline, people: &people }.read(&crate::text::fold(text))
    }

    #[test]
    fn a_byline_says_nothing_else() {
        for text in [
            "Maren Oduya",
            "By Maren Oduya",
            "Written by Maren Oduya on March 14, 2031",
            "Maren Oduya, Staff Writer",
            "BY MAREN ODUYA AND BO LIND | 14.3.2031, 10:40 am",
            "Maren K. Oduya",
            "Oduya, Maren",
        ] {
            let statement = read(text);
            assert!(statement.rest.is_empty(), "{text}: {statement:?}");
            assert!(statement.people.contains(&0), "{text}");
        }
        let hebrew = Words {
            byline: &Lexicon::of(Languages::named("he")).byline,
            people: &[Person { words: vec!["אלון".into(), "כהן".into()] }],
        };
        assert_eq!(hebrew.read("אלון כהן | פורסם ב-14 במרץ 2031").rest, [""; 0]);
        for text in ["Photo: Maren Oduya", "Maren Oduya wrote this", "By Maren Oduya and Kim Ray", "Philippa Oduya"] {
            assert!(!read(text).rest.is_empty(), "{text}");
        }
    }
}
