use std::ops::Range;

use super::fold::fold_char;
use super::{CHARS_A_WORD, FOLDING, is_unspaced};

/// A text folded by itself: what it adds to the line that it stands in.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Its folded characters, without white space around them, in the string they were folded into; in bytes.
    pub folded: Range<u32>,
    /// Words: those between spaces; unspaced scripts by their characters.
    pub words: u32,
    /// Characters that are no spaces.
    pub chars: u32,
    /// Sentence ends.
    pub stops: u32,
    /// White space before the first character.
    pub opens_blank: bool,
    /// White space after the last character, or nothing else at all.
    pub closes_blank: bool,
    /// The first of its words goes on with a word that ends right before it.
    pub opens_word: bool,
}

/// What an ASCII character is to a line.
#[derive(Clone, Copy, PartialEq)]
enum Plain {
    Letter,
    Space,
    /// Ends a sentence, where a space follows.
    Stop,
    /// May stand between a sentence's end and the space.
    Closer,
    Sign,
}

static PLAIN: [Plain; 128] = {
    let mut table = [Plain::Sign; 128];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b' ' => Plain::Space,
            b'.' | b'!' | b'?' => Plain::Stop,
            b'"' | b'\'' | b')' => Plain::Closer,
            _ if byte.is_ascii_alphanumeric() => Plain::Letter,
            _ => Plain::Sign,
        };
        byte += 1;
    }
    table
};

/// How much of the start of a text is ASCII that folding leaves as it is but for its case: no white space but single
/// spaces between other characters.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let single = *byte == b' ' && at > 0 && bytes.get(at + 1).is_some_and(|next| next.is_ascii() && !next.is_ascii_whitespace());
        if !byte.is_ascii() || byte.is_ascii_whitespace() && !single {
            break;
        }
        at += 1;
    }
    at
}

impl Piece {
    /// Folds a text, white space collapsed, onto the end of `out`.
    pub fn fold(text: &str, out: &mut String) -> Piece {
        let start = out.len();
        let mut piece = Piece::default();
        let mut pending_space = false;
        let mut unspaced = 0;
        let mut in_word = false;
        let mut parted = false;
        let mut stop = false;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let plain = plain_length(rest);
            let is_space = plain == 0 && c.is_whitespace();
            if is_space {
                rest = &rest[c.len_utf8()..];
                pending_space = true;
                continue;
            }
            let at = out.len();
            if plain == 0 {
                fold_char(c, &FOLDING, out);
                rest = &rest[c.len_utf8()..];
                if out.len() == at {
                    continue; // a joiner, a soft hyphen
                }
                if out.as_bytes()[at] == b' ' {
                    // A space of a special width.
                    out.truncate(at);
                    pending_space = true;
                    continue;
                }
            }
            if pending_space {
                if at == start {
                    piece.opens_blank = true;
                } else {
                    out.insert(at, ' ');
                    piece.stops += u32::from(stop);
                }
                pending_space = false;
                parted = true;
                in_word = false;
                stop = false;
            }
            if plain > 0 {
                // A stretch of ASCII with single spaces, such as most text: taken whole.
                let (stretch, after) = rest.split_at(plain);
                rest = after;
                out.push_str(stretch);
                let mut spaces = 0;
                for byte in stretch.bytes() {
                    match PLAIN[byte as usize] {
                        Plain::Letter => {
                            if !in_word {
                                piece.opens_word |= piece.words + unspaced == 0 && !parted;
                                piece.words += 1;
                            }
                            in_word = true;
                            stop = false;
                        }
                        Plain::Space => {
                            spaces += 1;
                            piece.stops += u32::from(stop);
                            in_word = false;
                            parted = true;
                            stop = false;
                        }
                        Plain::Stop => stop = true,
                        Plain::Closer => {}
                        Plain::Sign => stop = false,
                    }
                }
                piece.chars += stretch.len() as u32 - spaces;
                continue;
            }
            piece.chars += 1;
            stop = matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔') || (stop && matches!(c, '"' | '\'' | '”' | '’' | '»' | ')'));
            if matches!(c, '。' | '！' | '？' | '।') {
                piece.stops += 1;
            }
            if is_unspaced(c) {
                unspaced += 1;
                in_word = false;
            } else if c.is_alphanumeric() {
                if !in_word {
                    piece.opens_word |= piece.words + unspaced == 0 && !parted;
                    piece.words += 1;
                }
                in_word = true;
            }
        }
        out[start..].make_ascii_lowercase();
        piece.folded = start as u32..out.len() as u32;
        piece.closes_blank = pending_space;
        piece.stops += u32::from(stop);
        piece.words += unspaced / CHARS_A_WORD;
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_is_known_of_at_the_ends() {
        let mut out = String::from("x");
        let piece = Piece::fold(" \n Zoë  said:\u{a0}“No.”\t", &mut out);
        assert_eq!(out, "xzoe said: \"no.\"");
        assert_eq!((piece.folded, piece.words, piece.chars, piece.stops), (1..16, 3, 13, 1));
        assert!(piece.opens_blank && piece.closes_blank && !piece.opens_word);
        let blank = Piece::fold(" \n", &mut out);
        assert!(blank.folded.is_empty() && blank.closes_blank);
        assert!(Piece::fold("ing. Then", &mut out).opens_word);
        assert!(!Piece::fold("今日は", &mut out).opens_word);
    }
}
