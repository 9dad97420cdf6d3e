// Shared with build.rs, so it names nothing but the table, which build.rs makes.

/// Puts a character into the form in which texts and phrases are compared: lower case, no accents or points, plain
/// quotes, hyphens and spaces. Writes nothing for soft hyphens, joiners and direction marks.
pub fn fold_char(c: char, table: &Table, out: &mut String) {
    let code = c as u32;
    if code < 0x80 {
        out.push(c.to_ascii_lowercase());
        return;
    }
    let folded = match code {
        LOW_START..LOW_END => table.low[(code - LOW_START) as usize],
        HIGH_START..HIGH_END => table.high[(code - HIGH_START) as usize],
        0xFF01..=0xFF5E => (code - 0xFEE0) as u16, // full width
        // Devanagari: many write without the nukta and with one nasal sign; dates and prices have either digits.
        0x093C => 0,
        0x0901 => 0x0902,
        0x0958..=0x095F => [0x0915, 0x0916, 0x0917, 0x091C, 0x0921, 0x0922, 0x092B, 0x092F][code as usize - 0x0958],
        0x0966..=0x096F => (code - 0x0966) as u16 + u16::from(b'0'),
        0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => b' '.into(),
        0x2010..=0x2015 | 0x2212 => b'-'.into(),
        0x2018..=0x201B | 0x2032 => b'\''.into(),
        0x201C..=0x201F | 0x2033 => b'"'.into(),
        0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE0E | 0xFE0F | 0xFEFF => 0,
        _ => {
            out.push(c);
            return;
        }
    };
    match folded {
        0 => {}
        PAIR..PAIR_END => out.push_str(PAIRS[(folded - PAIR) as usize]),
        _ => out.extend(char::from_u32(folded.into()).map(|c| c.to_ascii_lowercase())),
    }
}

/// Folds a whole string; for phrases and names, not for pages.
pub fn fold_str(text: &str, table: &Table) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, table, &mut out);
    }
    out
}

/// Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese: no space, or no whole word, bounds a phrase there.
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Single characters for two ranges of code points; 0 = nothing, `PAIR + n` = `PAIRS[n]`.
#[derive(Debug)]
pub struct Table {
    pub low: [u16; (LOW_END - LOW_START) as usize],
    pub high: [u16; (HIGH_END - HIGH_START) as usize],
}

pub const LOW_START: u32 = 0x80;
pub const LOW_END: u32 = 0x700; // Latin, Greek, Cyrillic, Hebrew, Arabic
pub const HIGH_START: u32 = 0x1E00;
pub const HIGH_END: u32 = 0x2000; // Vietnamese, polytonic Greek
/// A private-use range, which no folded character falls in.
pub const PAIR: u16 = 0xE000;
pub const PAIR_END: u16 = PAIR + PAIRS.len() as u16;
pub const PAIRS: [&str; 4] = ["ss", "ae", "oe", "th"];
