use crate::page::{Attr, NodeId, Page, Tag};
use crate::text::find::holds;

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Email,
    Password,
    Search,
    Text,
    Area,
    Tick,
    Submit,
}

/// The field that an element is, if a reader can fill it in or press it.
pub fn field(page: &Page, node: NodeId) -> Option<Field> {
    let attr = |attr| page.attr(node, attr).unwrap_or("").to_ascii_lowercase();
    match page.tag(node)? {
        // A captcha keeps its answer in one that nobody sees.
        Tag::Textarea => (!holds(&attr(Attr::Name), "captcha") && !crate::text::is_hidden(page, node)).then_some(Field::Area),
        Tag::Select => Some(Field::Tick),
        Tag::Button => (attr(Attr::Type) != "reset").then_some(Field::Submit),
        Tag::Input => match attr(Attr::Type).as_str() {
            "hidden" | "reset" => None,
            "submit" | "button" | "image" => Some(Field::Submit),
            "checkbox" | "radio" => Some(Field::Tick),
            "password" => Some(Field::Password),
            "search" => Some(Field::Search),
            "email" => Some(Field::Email),
            // An application or a contribution: as good as a letter. Libraries for dialogs bring all fields there are, hidden.
            "file" => (!crate::text::is_hidden(page, node)).then_some(Field::Area),
            _ => {
                let mut names =
                    [Attr::Name, Attr::Id, Attr::Placeholder, Attr::Autocomplete, Attr::AriaLabel, Attr::Class].map(attr).join(" ");
                // Form builders name what holds the field, not the field.
                if let Some(holder) = page.attr(page.parent(node), Attr::Class) {
                    names.push_str(&holder.to_ascii_lowercase());
                }
                if ["mail", "correo", "メール", "邮箱", "電郵", "почт", "posta"].iter().any(|word| holds(&names, word)) {
                    Some(Field::Email)
                } else if holds(&names, "search") || holds(&names, "query") || attr(Attr::Name) == "q" {
                    Some(Field::Search)
                } else {
                    Some(Field::Text)
                }
            }
        },
        _ => None,
    }
}
