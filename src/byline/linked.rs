//! JSON-LD, as far as it names people: texts, lists and fields. `serde_json::Value` would bring trees and numbers with it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// One value.
pub enum Linked {
    Text(String),
    List(Vec<Linked>),
    Fields(Vec<(String, Linked)>),
    /// A number, a truth value or nothing.
    Other,
}

impl Linked {
    /// The text of a JSON document; `None` where it is no JSON.
    pub fn parse(json: &str) -> Option<Linked> {
        serde_json::from_str(json).ok()
    }

    /// A field by its name; the last one, where it stands there twice.
    pub fn get(&self, name: &str) -> Option<&Linked> {
        match self {
            Linked::Fields(fields) => fields.iter().rfind(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Linked::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values of a list; none of anything else.
    pub fn values(&self) -> &[Linked] {
        match self {
            Linked::List(values) => values,
            _ => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Linked {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Linked, D::Error> {
        json.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Linked;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Linked, E> {
        Ok(Linked::Other)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Linked, E> {
        Ok(Linked::Other)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Linked, E> {
        Ok(Linked::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Linked, E> {
        Ok(Linked::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Linked, E> {
        Ok(Linked::Other)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Linked, E> {
        Ok(Linked::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Linked, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(value);
        }
        Ok(Linked::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Linked, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = entries.next_entry()? {
            fields.push(field);
        }
        Ok(Linked::Fields(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_as_far_as_it_names_people() {
        let data = Linked::parse(r#"{"a": [1, -2, 0.5, true, null, "x", {"b": "c"}], "d": "first", "d": "last"}"#).expect("JSON");
        let list = data.get("a").expect("a list").values();
        assert_eq!(list.len(), 7);
        assert!(list[..5].iter().all(|value| matches!(value, Linked::Other)));
        assert_eq!(list[5].as_str(), Some("x"));
        assert_eq!(list[6].get("b").and_then(Linked::as_str), Some("c"));
        assert_eq!(data.get("d").and_then(Linked::as_str), Some("last"));
        assert!(data.get("e").is_none());
        assert!(Linked::parse("{").is_none() && Linked::parse("{} {}").is_none());
    }
}
