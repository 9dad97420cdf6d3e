//! Where money can be sent, in running text: numbers of accounts, cards and wallets, and what a payment service knows a payee by.

use crate::marks::MONEY_ACCOUNTS;

/// From a service's or a number's name to the number itself there are at most so many bytes.
const NEAR: usize = 48;
/// A number that one can pay to has so many digits at least; those that have a name need fewer.
const DIGITS: usize = 10;
const NAMED: usize = 5;

/// Whether a folded text says where money can be sent.
pub fn has_account(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    // Nearly all lines end here.
    if bytes.iter().filter(|byte| byte.is_ascii_digit()).count() < NAMED && !bytes.contains(&b'@') {
        return false;
    }
    let starts = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_alphanumeric() && (*at == 0 || !is_part(bytes[at - 1])));
    let mut numbers = starts.map(|at| &bytes[at..]);
    numbers.any(|text| is_iban(text) || is_card(text) || is_bank(text) || is_wallet(text)) || has_named(folded)
}

/// A country, two check digits, and the rest in groups of at most four or without spaces: `de12 3456 7890 1234 5678 90`.
fn is_iban(text: &[u8]) -> bool {
    let country = text.len() > 4 && text[..2].iter().all(u8::is_ascii_alphabetic) && text[2..4].iter().all(u8::is_ascii_digit);
    let rest = text.iter().skip(4).take(40).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b' ');
    let mut digits = 0;
    for group in rest.copied().collect::<Vec<u8>>().split(|byte| *byte == b' ') {
        let figures = group.iter().filter(|byte| byte.is_ascii_digit()).count();
        // A bank is four letters; other words end the number.
        if figures == 0 && !group.is_empty() && (group.len() != 4 || digits > 0) {
            break;
        }
        digits += figures;
    }
    country && digits >= DIGITS
}

/// Four times four figures.
fn is_card(text: &[u8]) -> bool {
    text.len() >= 19
        && text[..19].iter().enumerate().all(|(at, byte)| if at % 5 == 4 { matches!(byte, b' ' | b'-') } else { byte.is_ascii_digit() })
        && text.get(19).is_none_or(|byte| !byte.is_ascii_digit())
}

/// A number and its bank's code: `123456789/0800`.
fn is_bank(text: &[u8]) -> bool {
    let number = text.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let code = text.iter().skip(number + 1).take_while(|byte| byte.is_ascii_digit()).count();
    (6..=17).contains(&number) && text.get(number) == Some(&b'/') && code == 4
}

/// A word of so many letters and figures that nobody remembers it.
fn is_wallet(text: &[u8]) -> bool {
    let word = &text[..text.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()];
    let figures = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    word.len() >= 26 && figures >= 4 && word.len() - figures >= 4
}

/// A service or a sort of number by name, and right behind it a number or an address.
fn has_named(folded: &str) -> bool {
    MONEY_ACCOUNTS.iter().any(|name| {
        folded.match_indices(name).any(|(at, _)| {
            let bytes = folded.as_bytes();
            let near = &bytes[at + name.len()..];
            // Scripts without spaces have no whole words.
            let starts = !name.is_ascii() || at == 0 || !is_part(bytes[at - 1]);
            let whole = starts && near.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
            let near = &near[..near.len().min(NEAR)];
            let figures = near.split(|byte| !byte.is_ascii_digit() && !matches!(byte, b' ' | b'-' | b'.'));
            let longest = figures.map(|run| run.iter().filter(|byte| byte.is_ascii_digit()).count()).max();
            whole && (longest.is_some_and(|longest| longest >= NAMED) || near.contains(&b'@'))
        })
    })
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'/' | b'.' | b'_' | b'-' | b'=')
}

#[cfg(test)]
mod tests {
    use super::has_account;

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
            "faca um pix para apoie@example.com",
            "swish: 123 456 78 90",
            "vipps #12345",
            "krs 0000123456",
            "口座番号 1234567",
        ] {
            assert!(has_account(account), "{account}");
        }
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
