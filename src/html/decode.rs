//! From bytes to text: which encoding, and whether it is a web page at all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use super::Error;

/// How much of the start is looked at to tell what the input is.
const START: usize = 4096;

/// First bytes that no web page has.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an EPUB, DOCX or ODT file)"),
    (b"\x1F\x8B", "gzip-compressed"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xFD7zXZ", "xz-compressed"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"\x7FELF", "a program"),
    (b"\0asm", "a WebAssembly module"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist", "a property list (or a Safari web archive)"),
];

/// The text, and how it was written.
pub(super) struct Decoded<'i> {
    pub text: std::borrow::Cow<'i, str>,
    pub encoding: &'static Encoding,
    /// The encoding is beyond doubt: a byte order mark, or the document's own word.
    pub certain: bool,
    /// It began with the UTF-8 byte order mark.
    pub mark: bool,
}

/// Guesses as browsers do: a byte order mark, else UTF-8 where it is valid, else windows-1252. The document's own word
/// comes later, from its parser.
pub(super) fn decode(input: &[u8]) -> Result<Decoded<'_>, Error> {
    if input.trim_ascii().is_empty() {
        return Err(Error::Empty);
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| input.starts_with(magic)) {
        return Err(Error::Binary(what));
    }
    if let Some((encoding, length)) = Encoding::for_bom(input) {
        let text = encoding.decode_without_bom_handling(&input[length..]).0;
        if text.trim().is_empty() {
            return Err(Error::Empty);
        }
        return Ok(Decoded { text, encoding, certain: true, mark: encoding == UTF_8 });
    }
    if is_binary(&input[..input.len().min(START)]) {
        return Err(Error::Binary("binary data"));
    }
    let encoding = if std::str::from_utf8(input).is_ok() { UTF_8 } else { WINDOWS_1252 };
    Ok(Decoded { text: encoding.decode_without_bom_handling(input).0, encoding, certain: false, mark: false })
}

/// Decodes by the name that the document gives.
pub(super) fn decode_as<'i>(input: &'i [u8], label: &str) -> Result<Option<Decoded<'i>>, Error> {
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else { return Ok(None) };
    // A name that could be read is not written in UTF-16.
    let encoding = match encoding {
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
        encoding if encoding == X_USER_DEFINED => WINDOWS_1252,
        encoding if encoding == encoding_rs::REPLACEMENT => return Err(Error::Encoding(label.trim().to_owned())),
        encoding => encoding,
    };
    Ok(Some(Decoded { text: encoding.decode_without_bom_handling(input).0, encoding, certain: true, mark: false }))
}

/// Control characters that no text has, other than a stray few.
fn is_binary(start: &[u8]) -> bool {
    let odd = start.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    odd * 10 > start.len()
}
