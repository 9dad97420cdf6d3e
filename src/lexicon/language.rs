use std::sync::{LazyLock, OnceLock};

use crate::page::{Attr, Page, Tag};
use crate::text::Text;

/// What is known of a language without its wording.
struct Language {
    /// Its tags; the first is its name here.
    codes: &'static [&'static str],
    /// Its pack, where it comes with the engine.
    built_in: Option<&'static str>,
}

#[cfg(feature = "lexicons")]
macro_rules! built_in {
    ($pack:expr) => {
        Some($pack)
    };
}
#[cfg(not(feature = "lexicons"))]
macro_rules! built_in {
    ($pack:expr) => {
        None
    };
}

const LANGUAGES: &[Language] = &include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The packs that came later. They live as long as the engine, so a lexicon can borrow from them.
static TAUGHT: [OnceLock<&'static str>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];

/// The lines of a language's pack, if it is there.
pub(super) fn pack(language: usize) -> Option<&'static str> {
    LANGUAGES[language].built_in.or_else(|| TAUGHT[language].get().copied())
}

/// How many languages' wording is there.
pub(crate) fn packs_known() -> usize {
    (0..LANGUAGES.len()).filter(|language| pack(*language).is_some()).count()
}

/// The languages that this page needs and whose wording is not there, by the codes that [`teach`] takes.
pub fn languages(page: &Page) -> Vec<&'static str> {
    Languages::of(page, &Text::of(page)).unknown().collect()
}

/// Why a pack was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlearnt {
    /// The engine has no such language.
    Code,
    /// The text is no pack of that language.
    Pack,
}

/// Takes in the wording of a language that did not come with the engine: one of the texts that build.rs packs.
///
/// # Errors
/// For a code that is no language's first, and for a text that is not that language's pack.
pub fn teach(code: &str, pack: &str) -> Result<(), Unlearnt> {
    let number = LANGUAGES.iter().position(|language| language.codes.first() == Some(&code)).ok_or(Unlearnt::Code)?;
    // Many packs are taken at a start, so what tells one from anything else has to do.
    let codes = pack.strip_prefix('@').and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let months = pack.match_indices('!').filter(|(at, _)| pack[..*at].ends_with('\n')).count();
    if !codes.split('|').eq(LANGUAGES[number].codes.iter().copied()) || months != 12 || !pack.ends_with('\n') {
        return Err(Unlearnt::Pack);
    }
    // A language that is there already is as it was.
    if self::pack(number).is_none() {
        TAUGHT[number].get_or_init(|| String::from(pack).leak());
    }
    Ok(())
}

/// A set of languages, by their place in the pack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Languages(u64);

/// How many words of running text are looked at to tell the language.
const SAMPLE: usize = 200;
/// A line is running text from so many words on.
const RUNNING: u32 = 8;
/// Fewer frequent words than this tell nothing.
const ENOUGH: u32 = 4;

impl Languages {
    pub(super) fn has(self, language: usize) -> bool {
        self.0 & (1 << language) != 0
    }

    pub(super) fn numbered(language: usize) -> Languages {
        Languages(1 << language)
    }

    fn or(self, other: Languages) -> Languages {
        Languages(self.0 | other.0)
    }

    fn numbers(self) -> impl Iterator<Item = usize> {
        (0..LANGUAGES.len()).filter(move |language| self.has(*language))
    }

    /// Those whose wording is there.
    pub(crate) fn known(self) -> Languages {
        self.numbers().filter(|language| pack(*language).is_some()).map(Languages::numbered).fold(Languages::default(), Languages::or)
    }

    /// The first codes of those whose wording is not there.
    fn unknown(self) -> impl Iterator<Item = &'static str> {
        self.numbers().filter(|language| pack(*language).is_none()).filter_map(|language| LANGUAGES[language].codes.first().copied())
    }

    /// The packs of those whose wording is there.
    pub(super) fn packs(self) -> impl Iterator<Item = &'static str> {
        self.numbers().filter_map(pack)
    }

    /// The languages of a tag such as `de-AT`; none for one we have no wording for.
    pub fn named(tag: &str) -> Languages {
        let primary = tag.split(['-', '_']).next().unwrap_or("").trim();
        let number = LANGUAGES.iter().position(|language| language.codes.iter().any(|code| code.eq_ignore_ascii_case(primary)));
        number.map_or(Languages::default(), Languages::numbered)
    }

    /// What to look for on a page: the language it names, the one it is written in, and English.
    pub fn of(page: &Page, text: &Text) -> Languages {
        let named = page.all(0, Tag::Html).next().and_then(|html| page.attr(html, Attr::Lang)).unwrap_or("");
        Languages::named("en").or(Languages::named(named)).or(Languages::written(text))
    }

    /// The languages a text is written in, by its script and its frequent words.
    fn written(text: &Text) -> Languages {
        /// Each word with the number of a language that it is frequent in; build.rs has sorted them.
        static COMMON: LazyLock<Vec<(&'static str, usize)>> = LazyLock::new(|| {
            let common = include_str!(concat!(env!("OUT_DIR"), "/common.txt")).lines();
            common.filter_map(|line| line.split_once(' ')).filter_map(|(word, number)| Some((word, number.parse().ok()?))).collect()
        });
        let mut votes = [0u32; 64];
        let mut scripts = [0u32; 6];
        let running = (0..text.lines.len()).filter(|line| text.lines[*line].words >= RUNNING && !text.lines[*line].attribute);
        for line in running.take(20).filter(|line| !text.of_line(*line).is_ascii()) {
            for c in text.of_line(line).chars().take(200).filter(|c| *c as u32 >= 0x370) {
                match c as u32 {
                    0x3040..=0x30FF => scripts[0] += 1,
                    0x4E00..=0x9FFF => scripts[1] += 1,
                    0xAC00..=0xD7AF => scripts[2] += 1,
                    0x0590..=0x05FF => scripts[3] += 1,
                    0x0370..=0x03FF => scripts[4] += 1,
                    0x0900..=0x097F => scripts[5] += 1,
                    _ => {}
                }
            }
        }
        let lines = (0..text.lines.len()).filter(|line| text.lines[*line].words >= RUNNING && !text.lines[*line].attribute);
        for word in lines.flat_map(|line| text.of_line(line).split(' ')).take(SAMPLE) {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let from = COMMON.partition_point(|(common, _)| *common < word);
            for (_, number) in COMMON[from..].iter().take_while(|(common, _)| *common == word) {
                votes[*number] += 1;
            }
        }
        let mut written = Languages::default();
        for (count, tag) in scripts.iter().zip(["ja", "zh", "ko", "he", "el", "hi"]) {
            if *count >= 20 && !(tag == "zh" && scripts[0] >= 20) {
                written = written.or(Languages::named(tag));
            }
        }
        let most = votes.iter().copied().max().unwrap_or(0);
        if most >= ENOUGH {
            for number in (0..LANGUAGES.len()).filter(|number| votes[*number] == most) {
                written = written.or(Languages::numbered(number));
            }
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "lexicons")]
    fn every_lexicon_can_be_made() {
        for language in 0..LANGUAGES.len() {
            let lexicon = super::super::Lexicon::make(Languages::numbered(language));
            assert!(lexicon.phrases.iter().flatten().any(|phrases| !phrases.is_empty()));
            assert!(lexicon.byline.months.len() >= 12);
        }
    }

    #[test]
    #[cfg(feature = "lexicons")]
    fn only_a_languages_own_whole_pack_is_taken() {
        let pack = pack(LANGUAGES.iter().position(|language| language.codes == ["en"]).expect("English")).expect("is there");
        assert_eq!(teach("en", pack), Ok(()));
        assert_eq!(teach("tlh", pack), Err(Unlearnt::Code));
        assert_eq!(teach("de", pack), Err(Unlearnt::Pack));
        let no_line_end = pack.trim_end();
        let no_december = &pack[..pack.rfind("\n!").expect("months") + 1];
        for wrong in ["", "@en", "@en\n", no_line_end, no_december, &format!(" {pack}"), &format!("{pack}{pack}")] {
            assert_eq!(teach("en", wrong), Err(Unlearnt::Pack), "{:?}", wrong.get(..20));
        }
    }

    #[test]
    fn tags_are_read_without_case_and_region() {
        assert_eq!(Languages::named("EN-gb"), Languages::named("en"));
        assert_ne!(Languages::named("en"), Languages::default());
        assert_eq!(Languages::named("tlh"), Languages::default());
    }
}
