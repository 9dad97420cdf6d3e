//! Element names and attribute names that judging needs, as small numbers.
//!
//! Both adapters speak in these numbers; the browser's reader asks for the two name lists once (see `browser/read.js`).

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($name:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)] // each is the name it is spelled with
        pub enum $type { $($name),* }

        impl $type {
            /// Every name, in the order of the numbers.
            pub const ALL: &[$type] = &[$($type::$name),*];

            /// How HTML spells it.
            pub const fn name(self) -> &'static str {
                match self { $($type::$name => $text),* }
            }

            /// The number's meaning; `None` for a number that is not ours.
            pub fn from_number(number: usize) -> Option<$type> {
                $type::ALL.get(number).copied()
            }

            /// The meaning of a name, if it is one that judging needs.
            pub fn from_name(name: &str) -> Option<$type> {
                match name { $($text => Some($type::$name),)* _ => None }
            }
        }
    };
}

names! {
    /// An element's name. `Other` stands for every name not listed, `Custom` for names with a hyphen,
    /// `Frame` and `Shadow` for the root of a frame's document and of a shadow tree.
    Tag {
        Other = "", Custom = "-", Frame = "#frame", Shadow = "#shadow",
        Html = "html", Head = "head", Body = "body", Title = "title", Meta = "meta", Link = "link", Base = "base",
        Script = "script", Style = "style", Noscript = "noscript", Template = "template",
        Main = "main", Article = "article", Section = "section", Aside = "aside", Nav = "nav", Header = "header", Footer = "footer",
        Address = "address", Hgroup = "hgroup", Search = "search",
        H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
        Div = "div", P = "p", Hr = "hr", Pre = "pre", Blockquote = "blockquote", Center = "center",
        Ol = "ol", Ul = "ul", Li = "li", Menu = "menu", Dl = "dl", Dt = "dt", Dd = "dd",
        Figure = "figure", Figcaption = "figcaption", Details = "details", Summary = "summary", Dialog = "dialog",
        Table = "table", Caption = "caption", Thead = "thead", Tbody = "tbody", Tfoot = "tfoot", Tr = "tr", Td = "td", Th = "th",
        Form = "form", Fieldset = "fieldset", Legend = "legend", Label = "label", Input = "input", Textarea = "textarea",
        Select = "select", Option = "option", Button = "button", Output = "output", Progress = "progress",
        A = "a", Abbr = "abbr", B = "b", Bdi = "bdi", Bdo = "bdo", Big = "big", Br = "br", Cite = "cite", Code = "code", Del = "del",
        Dfn = "dfn", Em = "em", Font = "font", I = "i", Ins = "ins", Kbd = "kbd", Mark = "mark", Q = "q", Rp = "rp", Rt = "rt",
        Ruby = "ruby", S = "s", Samp = "samp", Small = "small", Span = "span", Strike = "strike", Strong = "strong", Sub = "sub",
        Sup = "sup", Time = "time", Tt = "tt", U = "u", Var = "var", Wbr = "wbr",
        Img = "img", Picture = "picture", Source = "source", Svg = "svg", Math = "math", Video = "video", Audio = "audio",
        Canvas = "canvas", Iframe = "iframe", Embed = "embed", Object = "object", Slot = "slot", Frameset = "frameset",
    }
}

names! {
    /// An attribute that judging reads. Every other attribute is left where it is.
    Attr {
        Class = "class", Id = "id", Role = "role", Itemprop = "itemprop", Itemtype = "itemtype", Rel = "rel", Href = "href",
        Type = "type", Name = "name", Property = "property", Content = "content", Placeholder = "placeholder", Value = "value",
        Action = "action", Title = "title", Alt = "alt", Src = "src", Datetime = "datetime", Style = "style", Hidden = "hidden",
        Lang = "lang", Open = "open", Autocomplete = "autocomplete",
        AriaLabel = "aria-label", AriaControls = "aria-controls", AriaExpanded = "aria-expanded", AriaModal = "aria-modal", AriaHidden = "aria-hidden",
        DataTestid = "data-testid", DataComponentName = "data-component-name", DataPortal = "data-portal",
        DataMembersForm = "data-members-form", DataPoool = "data-poool", GroupName = "group-name",
    }
}

impl Tag {
    /// Made to hold other elements as one thing.
    pub fn is_box(self) -> bool {
        matches!(self, Tag::Div | Tag::Section | Tag::Aside | Tag::Table | Tag::Custom)
    }

    /// One of several things side by side in a column.
    pub fn is_part(self) -> bool {
        matches!(self, Tag::Div | Tag::Section | Tag::Aside | Tag::Table | Tag::Li)
    }

    /// Flows inside a line of text, so that text on both its sides belongs together.
    pub fn is_inline(self) -> bool {
        use Tag::*;
        matches!(
            self,
            A | Abbr
                | B
                | Bdi
                | Bdo
                | Big
                | Cite
                | Code
                | Del
                | Dfn
                | Em
                | Font
                | I
                | Ins
                | Kbd
                | Mark
                | Q
                | Rp
                | Rt
                | Ruby
                | S
                | Samp
                | Small
                | Span
                | Strike
                | Strong
                | Sub
                | Sup
                | Time
                | Tt
                | U
                | Var
                | Wbr
                | Label
                | Img
                | Picture
                | Svg
                | Math
                | Slot
        )
    }

    /// A heading's level, 1 to 6.
    pub fn heading(self) -> Option<u8> {
        let level = (self as u8).wrapping_sub(Tag::H1 as u8);
        (level < 6).then_some(level + 1)
    }

    /// Its content is never shown as text.
    pub fn is_unread(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Noscript | Template | Head | Svg | Math | Canvas | Object | Audio | Video)
    }

    /// A field that a reader fills in.
    pub fn is_field(self) -> bool {
        matches!(self, Tag::Input | Tag::Textarea | Tag::Select)
    }
}
