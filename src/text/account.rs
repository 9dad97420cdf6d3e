//! Where money can be sent, in running text: numbers of accounts, cards and wallets, and what a payment service knows a payee by.

/// From a service's name, or a call to give, to the end of the number itself there are at most so many bytes.
const NEAR: usize = 28;
/// A number that one can pay to has so many digits at least; those that have a name need fewer.
const DIGITS: usize = 10;
const LONG: usize = 14;
const NAMED: usize = 5;

/// Whether a folded text says where money can be sent.
pub fn has_account(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    // Nearly all lines end here.
    if bytes.iter().filter(|byte| byte.is_ascii_digit()).count() < DIGITS {
        return false;
    }
    let is_start = |at: &usize| bytes[*at].is_ascii_alphanumeric() && (*at == 0 || !is_part(bytes[at - 1]));
    let mut numbers = (0..bytes.len()).filter(is_start).map(|at| &bytes[at..]);
    numbers.any(|text| is_iban(text) || is_number(text) || is_wallet(text))
}

/// A country, two check digits, a bank of four letters at most, figures: `de12 3456 7890 1234 5678 90`.
fn is_iban(text: &[u8]) -> bool {
    let (mut digits, mut letters) = (0, 0);
    for byte in text.iter().skip(4) {
        if byte.is_ascii_digit() {
            digits += 1;
            letters = 0;
        } else if *byte != b' ' {
            letters += 1;
            if letters > 4 || !byte.is_ascii_alphabetic() {
                break;
            }
        }
    }
    digits >= DIGITS && text[..2].iter().all(u8::is_ascii_alphabetic) && text[2..4].iter().all(u8::is_ascii_digit)
}

/// Longer than a telephone's or a book's, or with a bank's code: `123456789/0800`.
fn is_number(text: &[u8]) -> bool {
    let (length, digits) = figures(text);
    let coded = || text.get(length) == Some(&b'/') && figures(&text[length + 1..]).1 == 4;
    digits >= LONG || digits > NAMED && coded()
}

/// How long a run of figures is, with what parts them, and how many it has.
fn figures(text: &[u8]) -> (usize, usize) {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'.')).count();
    (length, text[..length].iter().filter(|byte| byte.is_ascii_digit()).count())
}

/// A word of so many letters and figures that nobody remembers it.
fn is_wallet(text: &[u8]) -> bool {
    let length = text.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let digits = text[..length].iter().filter(|byte| byte.is_ascii_digit()).count();
    length >= 26 && digits >= 4 && length >= digits + 4
}

/// Whether a folded text begins with what a payment service or a bank knows a payee by: a number or an address.
pub fn names_payee(folded: &str) -> bool {
    let near = &folded.as_bytes()[..folded.len().min(NEAR)];
    (0..near.len()).any(|at| near[at] == b'@' || figures(&near[at..]).1 >= NAMED)
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'/' | b'.' | b'_' | b'-' | b'=')
}

#[cfg(test)]
mod tests {
    use super::{has_account, names_payee};

    #[test]
    fn accounts_are_told_by_their_form_or_their_name() {
        for account in [
            "iban: de12 3456 7890 1234 5678 90 bic: genodef1xxx",
            "gb29nwbk60161331926819",
            "nl00 bank 0123 4567 89",
            "it00 x000 0000 0000 0000 0000 000",
            "на карту 0000 0000 0000 0000 (получатель)",
            "ucet 123456789/0800",
            "btc: bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        ] {
            assert!(has_account(account), "{account}");
        }
        assert!([" para apoie@example.com", ": 123 456 78 90", " #12345"].into_iter().all(names_payee));
        assert!(![" in 2024", " 12,000 readers"].into_iter().any(names_payee));
        for none in [
            "on 12 march 2024 1,200 people",
            "de facto 1999 and 2000",
            "pages 12-14/2024",
            "with swish one pays quickly",
            "call 555 0140 or write to post@example.com",
            "ab12 was built in 1999, 2000 and 2001",
        ] {
            assert!(!has_account(none), "{none}");
        }
    }
}
