//! JSON-LD. Its numbers stay as they are written, which saves the core a reader of floating-point numbers.

use std::borrow::Cow;

use hifijson::token::Lex;
pub use hifijson::value::Value;
use hifijson::value::parse_bounded;

/// One value.
pub type Linked<'a> = Value<&'a str, Cow<'a, str>>;

/// Nesting that no real metadata has.
const DEEPEST: usize = 128;

/// The value that a JSON document holds; `None` where it is no JSON.
pub fn parse(json: &str) -> Option<Linked<'_>> {
    let mut lexer = hifijson::SliceLexer::new(json.as_bytes());
    lexer.exactly_one(Lex::ws_peek, |next, lexer| parse_bounded(DEEPEST, next, lexer)).ok()
}

/// A field by its name; the last one, where it stands there twice.
pub fn field<'v, 'a>(value: &'v Linked<'a>, name: &str) -> Option<&'v Linked<'a>> {
    match value {
        Value::Object(fields) => fields.iter().rfind(|(field, _)| field == name).map(|(_, value)| value),
        _ => None,
    }
}

/// A field's text.
pub fn text<'v>(value: &'v Linked, name: &str) -> Option<&'v str> {
    field(value, name).and_then(as_str)
}

/// The text of a text.
pub fn as_str<'v>(value: &'v Linked) -> Option<&'v str> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_their_names() {
        let data = parse(r#" {"a": [1, -2.5e9999, true, null, "x"], "d": "first", "d": "l\u00e4st"} "#).expect("JSON");
        assert!(matches!(field(&data, "a"), Some(Value::Array(values)) if values.len() == 5 && as_str(&values[4]) == Some("x")));
        assert_eq!(text(&data, "d"), Some("läst"));
        assert!(text(&data, "a").is_none() && field(&data, "e").is_none());
        for wrong in ["", "{", "{} {}", "{\"a\": \"\n\"}", "[1,]", &"[".repeat(100_000)] {
            assert!(parse(wrong).is_none(), "{:?}", &wrong[..wrong.len().min(9)]);
        }
    }
}
