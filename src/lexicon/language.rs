use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Text;

static PACKED: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));

/// One language's lines of the pack each.
pub(super) static BLOCKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| PACKED.split('@').skip(1).collect());

/// A set of languages, by their place in the pack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Languages(u64);

/// How many words of running text are looked at to tell the language.
const SAMPLE: usize = 400;
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

    /// The languages of a tag such as `de-AT`; none for one we have no wording for.
    pub fn named(tag: &str) -> Languages {
        let primary = tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase();
        let number = BLOCKS.iter().position(|block| block.lines().next().is_some_and(|codes| codes.split('|').any(|code| code == primary)));
        number.map_or(Languages::default(), Languages::numbered)
    }

    /// What to look for on a page: the language it names, the one it is written in, and English.
    pub fn of(text: &Text, named: &str) -> Languages {
        Languages::named("en").or(Languages::named(named)).or(Languages::written(text))
    }

    /// The languages a text is written in, by its script and its frequent words.
    fn written(text: &Text) -> Languages {
        static COMMON: LazyLock<HashMap<&'static str, u64>> = LazyLock::new(|| {
            let mut common: HashMap<&str, u64> = HashMap::new();
            for (number, block) in BLOCKS.iter().enumerate() {
                let words = block.lines().find_map(|line| line.strip_prefix('%')).unwrap_or("");
                for word in words.split('|') {
                    *common.entry(word).or_default() |= 1 << number;
                }
            }
            common
        });
        let mut votes = [0u32; 64];
        let mut scripts = [0u32; 6];
        let running = (0..text.lines.len()).filter(|line| text.lines[*line].words >= RUNNING && !text.lines[*line].attribute);
        for line in running.take(60) {
            for c in text.of_line(line).chars().take(400).filter(|c| *c as u32 >= 0x370) {
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
            if let Some(languages) = COMMON.get(word) {
                for (number, vote) in votes.iter_mut().enumerate() {
                    *vote += u32::from(languages & (1 << number) != 0);
                }
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
            for number in (0..BLOCKS.len()).filter(|number| votes[*number] == most) {
                written = written.or(Languages::numbered(number));
            }
        }
        written
    }
}
