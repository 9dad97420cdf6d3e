//! The names in a text that is a byline, as it is written: "By Maren Oduya and Bo Lind | March 14".

use super::{Person, is_among};
use crate::lexicon::BylineWords;
use crate::text::{fold, is_unspaced};

/// A byline names at most so many people.
const MOST: usize = 10;

/// The people whom a text names before it says anything else; none where it opens with something else.
pub fn names(text: &str, words: &BylineWords) -> Vec<Person> {
    let text = unannounced(text, words);
    if text.chars().any(is_unspaced) {
        return unspaced_names(&text, words);
    }
    let mut people: Vec<Person> = Vec::new();
    let mut role_first: Option<Person> = None;
    let mut name: Vec<&str> = Vec::new();
    let mut finish = |name: &mut Vec<&str>| {
        // A particle belongs to what follows it.
        while name.last().is_some_and(|word| is_particle(&fold(word))) {
            name.pop();
        }
        // "Redakteurin Anna Thal"
        while name.len() > 2 && words.roles.contains(&fold(name[0]).as_str()) {
            name.remove(0);
        }
        let joined = crate::text::join(name, " ");
        name.clear();
        let folded = fold(&joined);
        let Some(person) = Person::parse(&joined).filter(|_| !is_date_or_label(&folded, words)) else { return };
        if words.roles.contains(&folded.as_str()) {
            // "Associated Press" may be all there is.
            role_first = role_first.take().or(Some(person));
        } else if (people.is_empty() || !person.is_single()) && people.len() < MOST {
            people.push(person);
        }
    };
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        let lower = fold(bare);
        if words.and.contains(&lower.as_str()) || matches!(word, "&" | "," | ";" | "+") {
            finish(&mut name);
            continue;
        }
        let first = bare.chars().next();
        let capital = first.is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
        let ends =
            bare.chars().any(|c| c.is_ascii_digit()) || word.contains(['@', '/', '|', '•', '·']) || word.starts_with(['(', '[', '"']);
        if ends || !(capital || is_particle(&lower) && !bare.is_empty()) || word.ends_with(':') {
            break;
        }
        name.push(bare);
        if word.ends_with([',', ';']) {
            finish(&mut name);
        }
    }
    finish(&mut name);
    if people.is_empty() { role_first.into_iter().collect() } else { people }
}

/// A month's name, "Published", "By".
fn is_date_or_label(folded: &str, words: &BylineWords) -> bool {
    words.months.iter().any(|(name, _)| *name == folded) || words.dated.contains(&folded) || words.before.contains(&folded)
}

/// The text without what announces the names.
fn unannounced(text: &str, words: &BylineWords) -> String {
    let mut text = text.trim().to_owned();
    for _ in 0..2 {
        let folded = fold(&text);
        let next = words.before.iter().find_map(|before| {
            let rest = folded.strip_prefix(before)?;
            let whole = rest.starts_with([' ', ':', '：', '/', '|', '=']) || before.chars().any(is_unspaced);
            // As many characters of the text as the phrase has: folding keeps nearly all of them one by one.
            let skip = before.chars().count();
            whole.then(|| text.chars().skip(skip).collect::<String>())
        });
        let Some(next) = next else { break };
        text = next.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
    }
    text
}

/// Names in a script without spaces: up to a sign that separates, without what stands after them.
fn unspaced_names(text: &str, words: &BylineWords) -> Vec<Person> {
    let text = fold(text);
    let separates = |c: char| matches!(c, ',' | '、' | ';' | '/' | '|' | '(' | ')' | '&' | '·') || c.is_ascii_digit() || c == '=';
    let mut people = Vec::new();
    for part in text.split(separates).map(str::trim) {
        let mut part = part;
        while let Some(rest) = words.after.iter().chain(&words.roles).find_map(|after| part.strip_suffix(after)) {
            part = rest.trim();
        }
        match Person::parse(part) {
            Some(person) if people.len() < MOST => people.push(person),
            _ => break,
        }
    }
    people
}

/// Small words inside names: "van der", "de la", "bin".
fn is_particle(word: &str) -> bool {
    is_among("de del della di da dos das do du des la le van von vom zu zum der den ter ten af av bin ibn al el ben y e", word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Languages, Lexicon};

    #[test]
    fn names_end_where_something_else_begins() {
        for (language, text, wanted) in [
            ("en", "By Maren Oduya", "maren oduya"),
            ("en", "By Maren Oduya and Bo Lind | March 14", "maren oduya; bo lind"),
            ("en", "Maren Oduya, Staff Writer, 14 March", "maren oduya"),
            ("en", "By Tyrell Maddox tmaddox@example.com", "tyrell maddox"),
            ("en", "By Course or Type", "course"),
            ("en", "Leave a comment", "leave"),
            ("de", "von Mathilda Trausch, Online-Redaktion Veröffentlicht: 26.12.2022", "mathilda trausch; online redaktion"),
            ("de", "Von Karl von der Heide und Anna Thal", "karl von der heide; anna thal"),
            ("nl", "Door Piet van den Berg", "piet van den berg"),
            ("fr", "Par Alexandre Hervaud et Jérémy Piette — 24 novembre 2017", "alexandre hervaud; jeremy piette"),
            ("ja", "文：佐倉 美緒", "佐倉美緒"),
            ("ko", "홍길동 기자", "홍길동"),
            ("en", "12 minutes", ""),
        ] {
            let found = names(text, &Lexicon::of(Languages::named(language)).byline);
            let found: Vec<String> = found.iter().map(|person| person.words.join(" ")).collect();
            assert_eq!(found.join("; "), wanted, "{text}");
        }
    }
}
