//! Checks the lexicons and packs them; makes the folding table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

#[path = "src/lexicon/concept.rs"]
mod concept;
#[allow(dead_code)]
#[path = "src/text/fold.rs"]
mod fold;

use concept::Concept;

/// One file of `lexicon/`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Lexicon {
    /// BCP 47 primary tag, or several.
    codes: Vec<String>,
    /// Its name in English.
    #[allow(dead_code)]
    name: String,
    /// Frequent short words that tell the language of a text.
    common: Vec<String>,
    /// Phrases by concept.
    phrases: BTreeMap<String, Vec<String>>,
    byline: Byline,
    /// Twelve lists: each month's names and short forms.
    months: Vec<Vec<String>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Byline {
    /// Before a name: "by", "written by".
    before: Vec<String>,
    /// After a name: 기자.
    #[serde(default)]
    after: Vec<String>,
    /// Between names: "and".
    and: Vec<String>,
    /// What a writer is: "staff writer", "correspondent".
    roles: Vec<String>,
    /// Before a date: "published", "updated", "on".
    dated: Vec<String>,
}

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=marks.toml");
    println!("cargo::rerun-if-changed=src/lexicon/concept.rs");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    let out = env::var("OUT_DIR").unwrap_or_else(|_| ".".into());
    let out = Path::new(&out);
    let table = folding_table();
    let write = |name: &str, text: &str| fs::write(out.join(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
    write("fold_table.rs", &format!("Table {{ low: {:?}, high: {:?} }}", table.low, table.high));
    let packs = out.join("packs");
    let _ = fs::remove_dir_all(&packs);
    fs::create_dir_all(&packs).unwrap_or_else(|error| panic!("packs: {error}"));
    let mut languages = String::from("[");
    let mut common_words = Vec::new();
    for (number, Pack { codes, common, text }) in pack(&table).into_iter().enumerate() {
        common_words.extend(common.into_iter().map(|word| (word, number)));
        let file = packs.join(format!("{}.txt", codes[0]));
        fs::write(&file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let _ = write!(languages, "Language {{ codes: &{codes:?}, built_in: built_in!(include_str!({file:?})) }},");
    }
    write("languages.rs", &(languages + "]"));
    common_words.sort();
    write("common.txt", &common_words.iter().map(|(word, number)| format!("{word} {number}\n")).collect::<String>());
    let (lists, maps) = marks();
    write("marks.rs", &lists);
    for (name, map) in maps {
        write(&format!("{name}.txt"), &map);
    }
}

/// One lexicon, checked and folded.
struct Pack {
    codes: Vec<String>,
    common: Vec<String>,
    text: String,
}

/// Every lexicon as a text of its own, in lines: `@codes`, `<,>,&,~,=` for byline words, roles and what stands before a date, `!` twelve
/// lines of month names, and `<letter>phrase` for the phrases, sorted, since they are searched as they stand; the letter is the concept's
/// number after 'A'.
fn pack(table: &fold::Table) -> Vec<Pack> {
    let mut paths: Vec<_> = fs::read_dir("lexicon")
        .unwrap_or_else(|error| panic!("lexicon/: {error}"))
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let mut packs = Vec::new();
    let mut codes = BTreeSet::new();
    for path in paths {
        let file = path.display();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let lexicon: Lexicon = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for code in &lexicon.codes {
            assert!(codes.insert(code.clone()), "{file}: another file has the code {code:?} already");
        }
        assert_eq!(lexicon.months.len(), 12, "{file}: there are twelve months");
        let join = |words: &[String]| words.iter().map(|word| fold_phrase(&file, word, table)).collect::<Vec<_>>().join("|");
        let line = |packed: &mut String, mark: char, words: &[String]| {
            let _ = writeln!(packed, "{mark}{}", join(words));
        };
        let mut packed = format!("@{}\n", lexicon.codes.join("|"));
        line(&mut packed, '<', &lexicon.byline.before);
        line(&mut packed, '>', &lexicon.byline.after);
        line(&mut packed, '&', &lexicon.byline.and);
        line(&mut packed, '~', &lexicon.byline.roles);
        line(&mut packed, '=', &lexicon.byline.dated);
        for month in &lexicon.months {
            line(&mut packed, '!', month);
        }
        for key in lexicon.phrases.keys() {
            assert!(Concept::ALL.iter().any(|concept| concept.key() == key), "{file}: {key:?} is no concept; see src/lexicon/concept.rs");
        }
        let mut phrases = BTreeSet::new();
        for concept in Concept::ALL {
            for phrase in lexicon.phrases.get(concept.key()).into_iter().flatten() {
                let folded = fold_phrase(&file, phrase, table);
                let entry = (folded.trim_matches('*').to_owned(), (b'A' + *concept as u8) as char, folded);
                assert!(phrases.insert(entry), "{file}: {:?} has {phrase:?} twice", concept.key());
            }
        }
        for (_, letter, phrase) in phrases {
            let _ = writeln!(packed, "{letter}{phrase}");
        }
        let common: Vec<_> = lexicon.common.iter().map(|word| fold_phrase(&file, word, table)).collect();
        assert!(common.iter().all(|word| !word.contains(' ')), "{file}: a common word is one word");
        packs.push(Pack { common, codes: lexicon.codes, text: packed });
    }
    packs
}

/// Folds a phrase as the page's text will be, and checks that it can be found at all.
fn fold_phrase(file: &dyn std::fmt::Display, phrase: &str, table: &fold::Table) -> String {
    let folded = fold::fold_str(phrase, table);
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let core = folded.trim_matches('*');
    assert!(!core.is_empty() && !core.contains(['*', '|', '\n']), "{file}: {phrase:?} is no phrase");
    folded
}

/// The sections of `marks.toml` that are searched for together, and where each is stored.
const MAPS: [(&str, &[&str]); 2] = [("addresses", &["addresses"]), ("classes", &["classes", "vendors"])];

/// `marks.toml` as Rust, and its maps: words, sorted, with their meanings. Each list is a constant, `ADDRESSES_SUBSCRIBE` and so on: the
/// number of a bit in the meanings of its map's words. In addresses a word that ends in a star has the bit eight further up, too. Lists in
/// no map are their words.
fn marks() -> (String, Vec<(&'static str, String)>) {
    let text = fs::read_to_string("marks.toml").unwrap_or_else(|error| panic!("marks.toml: {error}"));
    let marks: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        toml::from_str(&text).unwrap_or_else(|error| panic!("marks.toml: {error}"));
    for (section, name, words) in marks.iter().flat_map(|(section, lists)| lists.iter().map(move |(name, words)| (section, name, words))) {
        let unique: BTreeSet<_> = words.iter().collect();
        assert_eq!(unique.len(), words.len(), "marks.toml: {section}.{name} has a word twice");
        assert!(words.iter().all(|word| *word == word.to_lowercase()), "marks.toml: {section}.{name} is not all lower case");
    }
    let mut out = String::new();
    let constant = |section: &str, name: &str| format!("{}_{}", section.to_uppercase(), name.to_uppercase());
    let is_searched = |section: &str, name: &str| !matches!((section, name), ("classes", "fade" | "backdrop")) && section != "money";
    for (section, lists) in &marks {
        for (name, words) in lists.iter().filter(|(name, _)| !is_searched(section, name)) {
            let _ = writeln!(out, "pub const {}: &[&str] = &{words:?};", constant(section, name));
        }
    }
    let mut maps = Vec::new();
    for (map, sections) in MAPS {
        let mut meanings: BTreeMap<String, u64> = BTreeMap::new();
        let lists = sections.iter().flat_map(|section| marks[*section].iter().map(move |(name, words)| (*section, name, words)));
        for (bit, (section, name, words)) in lists.filter(|(section, name, _)| is_searched(section, name)).enumerate() {
            let _ = writeln!(out, "pub const {}: u8 = {bit};", constant(section, name));
            for word in words {
                let core = word.trim_end_matches('*');
                *meanings.entry(core.to_owned()).or_default() |= 1 << bit | u64::from(core != word) << (bit + 8);
            }
        }
        maps.push((map, meanings.iter().map(|(word, meaning)| format!("{word} {meaning}\n")).collect()));
    }
    (out, maps)
}

fn folding_table() -> fold::Table {
    let single = |code: u32| {
        let Some(c) = char::from_u32(code) else { return code as u16 };
        let pair = match c {
            'ß' | 'ẞ' => Some(0),
            'æ' | 'Æ' => Some(1),
            'œ' | 'Œ' => Some(2),
            'þ' | 'Þ' => Some(3),
            _ => None,
        };
        if let Some(pair) = pair {
            return fold::PAIR + pair;
        }
        match c {
            'ø' | 'Ø' => return b'o'.into(),
            'ł' | 'Ł' => return b'l'.into(),
            'đ' | 'Đ' | 'ð' | 'Ð' => return b'd'.into(),
            'ı' | 'İ' => return b'i'.into(),
            'ς' => return 'σ' as u16, // so that ΝΕΟΣ is Νέος
            // Arabic is written with either letter, as the country or the hurry has it.
            'ى' => return 'ي' as u16,
            'ة' => return 'ه' as u16,
            '٠'..='٩' => return (code - '٠' as u32) as u16 + u16::from(b'0'),
            '״' => return b'"'.into(),  // gershayim
            '׳' => return b'\''.into(), // geresh
            '«' | '»' => return b'"'.into(),
            '´' | '`' => return b'\''.into(),
            '\u{a0}' => return b' '.into(),
            '\u{ad}' | '\u{640}' | '\u{61c}' | '\u{200e}' | '\u{200f}' => return 0, // soft hyphen, tatweel, direction marks
            '\u{5be}' => return b'-'.into(),                                        // maqaf
            _ => {}
        }
        if is_combining_mark(c) {
            return 0;
        }
        let mut letters = c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c));
        match (letters.next(), letters.next()) {
            (Some(letter), None) => u16::try_from(letter as u32).unwrap_or(code as u16),
            // A compatibility character of several letters, such as ¾ or ǆ: rare enough to stay as it is.
            _ => code as u16,
        }
    };
    fold::Table {
        low: std::array::from_fn(|i| single(fold::LOW_START + i as u32)),
        high: std::array::from_fn(|i| single(fold::HIGH_START + i as u32)),
    }
}
