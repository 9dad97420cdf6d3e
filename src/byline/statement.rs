//! A text that says who wrote and when, and nothing else.

use super::people::words;
use super::{Date, Person, dates, is_among};
use crate::lexicon::{Around, BylineWords};
use crate::text::find::{find, replace};
use crate::text::is_unspaced;

/// What a text says besides its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Which of the known people it names, by their numbers.
    pub people: Vec<usize>,
    /// How often it names any of them.
    pub times: usize,
    /// It opens with "by", "text:" or the like, or closes with 記者.
    pub announced: bool,
    /// It names a role.
    pub role: bool,
    pub dates: Vec<Date>,
    /// Words that are none of these; the whole text where it names nobody.
    pub rest: Vec<String>,
}

/// The words by which statements are read.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    pub byline: &'a BylineWords,
    pub people: &'a [Person],
}

impl Words<'_> {
    /// Reads a folded text.
    pub fn read(&self, folded: &str) -> Statement {
        let mut statement = Statement::default();
        let mut unspaced = String::new();
        if folded.chars().any(is_unspaced) {
            unspaced = closed(folded);
            for (number, person) in self.people.iter().enumerate().filter(|(_, person)| person.unspaced) {
                let name = person.words.join(" ");
                let times = replace(&mut unspaced, &name, " ");
                if times > 0 {
                    statement.people.push(number);
                    statement.times += times;
                }
            }
        }
        let text = if unspaced.is_empty() { folded } else { &unspaced };
        let mut tokens: Vec<Option<&str>> = words(text).map(Some).collect();
        for (number, person) in self.people.iter().enumerate().filter(|(_, person)| !person.unspaced) {
            for i in 0..tokens.len() {
                if let Some(length) = person.length_in(&tokens[i..]) {
                    tokens[i..i + length].fill(None);
                    statement.times += 1;
                    if !statement.people.contains(&number) {
                        statement.people.push(number);
                    }
                }
            }
        }
        if statement.people.is_empty() {
            statement.rest.push(folded.to_owned()); // most lines that share a word with a name
            return statement;
        }
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            statement.dates = dates(text, self.byline);
        }
        for i in 0..tokens.len() {
            let Some(token) = tokens[i] else { continue };
            let phrases = self.byline.around(token);
            let stands =
                |phrase: &[String]| phrase.iter().enumerate().all(|(n, word)| tokens.get(i + n).copied().flatten() == Some(word.as_str()));
            if let Some((phrase, around)) = phrases.iter().find(|(phrase, _)| stands(phrase)) {
                statement.note(*around);
                tokens[i..i + phrase.len()].fill(None);
            }
        }
        let dated = !statement.dates.is_empty();
        for token in tokens.into_iter().flatten() {
            if token.chars().any(is_unspaced) {
                self.read_unspaced(token, &mut statement);
            } else if !says_nothing(token) && !(dated && (self.is_month(token) || is_among("de of the y e a p m", token))) {
                statement.rest.push(token.to_owned());
            }
        }
        statement
    }

    fn read_unspaced(&self, token: &str, statement: &mut Statement) {
        let mut left = token.to_owned();
        for (phrase, around) in &self.byline.unspaced {
            if let Some(at) = find(&left, phrase) {
                left.replace_range(at..at + phrase.len(), " ");
                statement.note(*around);
            }
        }
        // Counters, and days of the week.
        const COUNTERS: &str = "年月日号時分时년월일시분火水木金土화수목금토";
        let telling = |word: &&str| word.chars().any(|c| c.is_alphabetic() && !COUNTERS.contains([c]));
        statement.rest.extend(left.split_whitespace().filter(telling).map(str::to_owned));
    }

    /// A month's name, or a part of one: "tháng 3".
    fn is_month(&self, token: &str) -> bool {
        self.byline.months.iter().any(|(name, _)| name.split(' ').any(|part| part.trim_end_matches('.') == token))
    }
}

impl Statement {
    fn note(&mut self, around: Around) {
        self.announced |= around == Around::Announces;
        self.role |= around == Around::Role;
    }
}

/// Without the spaces and points between characters that need none: 佐倉 美緒, ジョン・スミス.
fn closed(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = |c: char| is_unspaced(c) || c == '々';
        let between = out.ends_with(joins) && chars.peek().copied().is_some_and(joins);
        if !(between && matches!(c, ' ' | '・' | '·')) {
            out.push(c);
        }
    }
    out
}

/// Figures, hours and zones.
fn says_nothing(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit()) || is_among("am pm edt est et gmt utc cet cest pdt pst bst ist uhr h &", token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Languages, Lexicon};

    fn read(language: &str, people: &[&str], text: &str) -> Statement {
        let lexicon = Lexicon::of(Languages::named(language));
        let people: Vec<Person> = people.iter().map(|name| Person::parse(name).expect("a name")).collect();
        Words { byline: &lexicon.byline, people: &people }.read(&crate::text::fold(text))
    }

    #[test]
    fn a_byline_says_nothing_else() {
        let people = ["Maren Oduya", "Bo Lind"];
        for text in [
            "Maren Oduya",
            "By Maren Oduya",
            "Written by Maren Oduya on March 14, 2031",
            "Maren Oduya, Staff Writer",
            "BY MAREN ODUYA AND BO LIND | 14.3.2031, 10:40 am",
            "Maren K. Oduya",
            "Oduya, Maren",
        ] {
            let statement = read("en", &people, text);
            assert!(statement.rest.is_empty(), "{text}: {statement:?}");
            assert!(statement.people.contains(&0), "{text}");
        }
        for text in ["Photo: Maren Oduya", "Maren Oduya wrote this", "By Maren Oduya and Kim Ray", "Philippa Oduya"] {
            assert!(!read("en", &people, text).rest.is_empty(), "{text}");
        }
    }

    #[test]
    fn in_other_scripts_and_orders() {
        for (language, name, text) in [
            ("ja", "佐倉 美緒", "(文・佐倉美緒)"),
            ("ko", "홍길동", "홍길동 기자"),
            ("zh", "王伟", "记者 王伟 2031年3月14日"),
            ("ru", "Кирилл Белозёров", "Автор: Белозеров Кирилл"),
            ("ar", "ليلى المنصوري", "بقلم: ليلى المنصوري"),
            ("de", "Mathilda Trausch", "Autorin: Mathilda Trausch"),
            ("hu", "Szabó Ilona", "Szerző: Szabó Ilona"),
        ] {
            let statement = read(language, &[name], text);
            assert!(statement.rest.is_empty() && statement.people == [0], "{text}: {statement:?}");
        }
    }
}
