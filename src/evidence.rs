//! What speaks for and against a block, gathered once for all detectors.

use crate::block::{Block, is_over};
use crate::lexicon::{Concept, Concepts};
use crate::marks::{Class, Field, Marks, Purpose, Purposes, field};
use crate::page::{Attr, NodeId, Page, Tag};
use crate::reading::{CALLS, Manner, PITCH, REASONS, Reading, THINGS, Words, leads};
use crate::text::find::{holds, holds_any};
use crate::text::prices;

/// A form that asks for no more than where to mail something has at most so many fields.
const FIELDS: u32 = 4;
/// A sign-up box without its form has at most so many words.
const SHORT: u32 = 40;
/// A price for a period with so many words is a label.
const LABEL: u32 = 8;

/// What speaks for and against a block.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Everything its lines say.
    pub said: Concepts,
    /// Has headings.
    pub headed: bool,
    /// What its headings say.
    pub titled: Concepts,
    /// What its buttons and links say.
    pub pressed: Concepts,
    /// What the texts of its links say, also of those inside a longer line.
    pub linked: Concepts,
    /// How many of its lines say each concept.
    pub times: [u8; Concept::ALL.len()],
    pub words: Words,
    pub lines: usize,
    /// Where its links, forms and frames lead.
    pub leads: Purposes,
    /// Where those of its links lead whose own text calls.
    pub calls_lead: Purposes,
    /// What its frames are called, and where they lead.
    pub framed: Purposes,
    pub links: u32,
    /// Asks for an e-mail address.
    pub email: bool,
    /// Asks for a second one: the friend's to send something to.
    pub emails: bool,
    pub password: bool,
    pub textarea: bool,
    pub search: bool,
    /// Fields to fill in.
    pub fields: u32,
    pub form: bool,
    pub buttons: u32,
    pub price: bool,
    /// Several amounts of money: to choose from, or what has been given and what is needed.
    pub amounts: bool,
    /// Links to give an amount.
    pub gifts: u32,
    /// Says where to send money.
    pub account: bool,
    /// A picture to scan.
    pub code: bool,
    /// A price with a period.
    pub rate: bool,
    /// How many of its lines are little else.
    pub rates: u32,
    /// Class names of the block and what is in it.
    pub marks: Marks,
    /// Class names of the elements around it, up to the article.
    pub around: Marks,
    /// In navigation, or a page header's bar.
    pub navigation: bool,
    /// Among the article's paragraphs.
    pub amid: bool,
    /// In the element that holds the article's paragraphs.
    pub in_body: bool,
    /// After the last paragraph of the body.
    pub after: bool,
    pub frame: bool,
    /// Lies over the page.
    pub overlay: bool,
    /// A dialog or something else that opens over the page, shown or not.
    pub dialog: bool,
    /// Rows of a table of more than one column.
    pub rows: u32,
    /// Paragraphs of its own that say nothing of the kind.
    pub strangers: u32,
    /// Some line of it that pitches is longer than a label.
    pub speaks: bool,
    /// How much of its longest line is phrases of a pitch, 0 to 1.
    pub density: f32,
    /// The first line calls in its first words.
    pub opens_with_call: bool,
    /// All of it is emphasised or linked.
    pub set_apart: bool,
    /// It asks for money and names the publication.
    pub for_itself: bool,
    /// A box of its own in which the publication speaks to its readers.
    pub letter: bool,
    /// A box of its own amid the article's paragraphs, which have none, or after them, but not in the page's footer.
    pub boxed: bool,
}

impl Evidence {
    pub fn of(reading: &Reading, block: &Block) -> Evidence {
        let page = reading.page;
        let lines = reading.lines(&block.nodes);
        let mut evidence = Evidence { words: reading.words(&block.nodes), lines: lines.len(), ..Evidence::default() };
        let mut amounts = 0;
        // Two links above the headline are the page's bar, below it a call and one thing more.
        let few = if reading.anchors.above_headline(reading, &block.nodes) { 2 } else { 3 };
        for line in lines.clone() {
            let said = reading.said[line];
            let shape = &reading.text.lines[line];
            if reading.priced[line] {
                amounts += prices(reading.text.of_line(line), 2);
            }
            evidence.account |= reading.account[line];
            evidence.code |= shape.attribute && holds(reading.text.of_line(line), "qr");
            evidence.said = evidence.said.or(said);
            if shape.heading > 0 {
                evidence.headed = true;
                evidence.titled = evidence.titled.or(said);
            }
            if shape.is_pressed() {
                evidence.pressed = evidence.pressed.or(said);
            }
            for concept in Concept::ALL {
                if said.has(*concept) {
                    evidence.times[*concept as usize] = evidence.times[*concept as usize].saturating_add(1);
                }
            }
            evidence.price |= reading.priced[line];
            let rate = reading.is_rate(line);
            evidence.rate |= rate;
            evidence.rates += u32::from(rate && shape.words <= LABEL);
            let links = reading.links(line);
            // A page's last line names its rights and its owner among its links; nobody is called there.
            let colophon = links >= 2 && reading.text.of_line(line).contains(['©']) || links >= 3 && !said.any(CALLS);
            let labels = colophon || shape.link_share() > 0.8 && links >= few;
            evidence.speaks |= reading.manner[line] == Manner::Pitch && shape.words >= 5 && !labels;
            evidence.strangers += u32::from(reading.manner[line] == Manner::Prose);
        }
        evidence.amounts = amounts > 1;
        evidence.rate |= evidence.price && evidence.said.has(Concept::Period);
        for node in block.nodes.clone() {
            let Some(tag) = page.tag(node) else { continue };
            evidence.marks.add(Marks::of(page, node));
            match tag {
                Tag::A => evidence.add_link(reading, node),
                Tag::Form => {
                    evidence.form = true;
                    let leads = Purposes::of_attr(page, node, Attr::Action);
                    evidence.leads.add(leads);
                    // A form that pays calls by itself.
                    if leads.has(Purpose::Donate) {
                        evidence.calls_lead.add(leads);
                    }
                }
                Tag::Iframe => {
                    evidence.frame = true;
                    for attr in [Attr::Src, Attr::Title, Attr::Name, Attr::Id] {
                        evidence.framed.add(Purposes::of_attr(page, node, attr));
                    }
                    evidence.leads.add(evidence.framed);
                }
                Tag::Dialog => evidence.dialog = true,
                Tag::Tr => {
                    let cells = page.children(node).filter(|cell| !reading.lines(&page.subtree(*cell)).is_empty());
                    evidence.rows += u32::from(cells.count() > 1);
                }
                // Scripts make buttons of anything; one holds its label alone.
                Tag::Div | Tag::Span if page.end(node) == node + 2 => evidence.buttons += u32::from(is_button(page, node)),
                _ => {}
            }
            if let Some("dialog" | "alertdialog") = page.attr(node, Attr::Role) {
                evidence.dialog = true;
            }
            let field = field(page, node);
            evidence.fields += u32::from(!matches!(field, Some(Field::Submit) | None));
            match field {
                Some(Field::Email) => {
                    evidence.emails |= evidence.email;
                    evidence.email = true;
                }
                Some(Field::Password) => evidence.password = true,
                Some(Field::Search) => evidence.search = true,
                Some(Field::Area) => evidence.textarea = true,
                Some(Field::Submit) => evidence.buttons += 1,
                Some(Field::Text | Field::Tick) | None => {}
            }
        }
        for node in
            page.ancestors(block.nodes.start).take_while(|node| *node != 0 && *node != reading.anchors.body && !page.is(*node, Tag::Body))
        {
            evidence.around.add(Marks::of(page, node));
            if page.is(node, Tag::Form) {
                evidence.form = true;
                // What stands in a form that a reader writes in is part of that form, a tick for the newsletter too.
                let whole = page.contains(node, reading.anchors.headline)
                    || reading.anchors.found() && page.contains(node, reading.text.lines[reading.anchors.first].nodes.start);
                evidence.textarea |= !whole && page.subtree(node).any(|node| field(page, node) == Some(Field::Area));
            }
            // A wrapper around the article itself lies over nothing, whatever its class is called.
            let wraps = page.contains(node, reading.anchors.body) || page.contains(node, reading.anchors.headline);
            evidence.dialog |= is_over(page, node) && !wraps;
            evidence.navigation |= page.is(node, Tag::Nav)
                || page.is(node, Tag::Menu)
                || page.attr(node, Attr::Role).is_some_and(|role| role == "navigation" || role == "menu" || role == "menubar");
        }
        evidence.dialog |= Marks::of(page, block.nodes.start).has(Class::Overlay);
        evidence.navigation |= page.is(block.nodes.start, Tag::Nav);
        // A block that grew out of a menu over the element around it is still that menu.
        let in_menu = |line: usize| page.ancestors(reading.text.lines[line].nodes.start).any(|node| page.is(node, Tag::Nav));
        evidence.navigation |= !lines.is_empty() && lines.clone().all(in_menu);
        evidence.overlay =
            page.layers().iter().any(|layer| block.nodes.contains(&layer.node) || page.contains(layer.node, block.nodes.start));
        if reading.anchors.found() {
            evidence.in_body = page.contains(reading.anchors.body, block.nodes.start);
            evidence.amid = evidence.in_body && lines.start + 3 > reading.anchors.first && lines.end <= reading.anchors.last;
            // What comes later is another column's, whose sentences may be in the same wrapper.
            let beyond = block.nodes.start >= reading.beyond;
            evidence.amid &= !beyond;
            evidence.after = beyond || lines.start > reading.anchors.last;
        }
        if let Some(longest) = lines.clone().max_by_key(|line| reading.text.lines[*line].words) {
            evidence.density = reading.share(longest, PITCH);
        }
        if let Some(first) = lines.clone().find(|line| !reading.text.lines[*line].attribute) {
            evidence.opens_with_call = reading.opens_with_call(first);
        }
        evidence.letter = reading.is_letter(&block.nodes);
        let is_box = page.end(block.nodes.start) == block.nodes.end && page.tag(block.nodes.start).is_some_and(Tag::is_box);
        let in_footer = || page.ancestors(block.nodes.start).any(|up| matches!(page.tag(up), Some(Tag::Footer | Tag::Nav)));
        evidence.boxed = is_box && (reading.is_foreign(block.nodes.start) || evidence.after && !in_footer());
        if evidence.says(Concept::Donate) && (lines.len() <= 2 || evidence.boxed) {
            evidence.for_itself = lines.clone().any(|line| reading.publication.is_named_in(reading.text.of_line(line)));
        }
        evidence.set_apart = reading.is_set_apart(&block.nodes);
        evidence
    }

    fn add_link(&mut self, reading: &Reading, node: NodeId) {
        let page = reading.page;
        self.links += 1;
        let button = is_button(page, node);
        self.buttons += u32::from(button);
        let mut leads = Purposes::of_attr(page, node, Attr::Href);
        leads.add(Purposes::of_attr(page, node, Attr::DataPortal));
        self.leads.add(leads);
        self.gifts += u32::from(reading.is_gift(node));
        for hit in reading.lexicon.search(reading.text.of_nodes(page.subtree(node))) {
            self.linked.insert(hit.concept);
        }
        let label = reading.text.of_nodes(page.subtree(node)).trim_start();
        let is_address = label.starts_with("http") || label.starts_with("www.");
        let calls = button
            || is_address && self.said.any(CALLS)
            || reading.lines(&page.subtree(node)).any(|line| reading.said[line].any(CALLS.or(THINGS).or(REASONS)))
            || reading
                .text
                .lines
                .iter()
                .enumerate()
                .skip(reading.lines(&(node..node)).start.saturating_sub(1))
                .take(2)
                .any(|(line, shape)| shape.nodes.contains(&(node + 1)) && reading.said[line].any(CALLS.or(THINGS)));
        if calls {
            self.calls_lead.add(leads);
        }
    }

    pub fn says(&self, concept: Concept) -> bool {
        self.said.has(concept)
    }

    pub fn count(&self, concept: Concept) -> u8 {
        self.times[concept as usize]
    }

    /// The part of its words that pitches, 0 to 1.
    pub fn purity(&self) -> f32 {
        self.words.pitch as f32 / self.words.all().max(1) as f32
    }

    pub fn leads_to(&self, purpose: Purpose) -> bool {
        self.leads.has(purpose)
    }

    /// A link's own words name a channel, in a line that says little else.
    pub fn names_channel(&self) -> bool {
        self.linked.has(Concept::Channel) && self.density > 0.35
    }

    /// A sentence that says nothing but a call, and leads to where it calls.
    pub fn calls_alone(&self) -> bool {
        self.speaks
            && self.lines <= 2
            && self.words.pitch + self.words.links == self.words.all()
            && self.density > 0.25
            && !self.calls_lead.is_empty()
    }

    /// A button by itself between or after the article's paragraphs, which leads to where it calls.
    pub fn is_button_alone(&self) -> bool {
        self.in_body && self.lines == 1 && self.links == 1 && self.buttons == 1 && leads(self.calls_lead) && !self.navigation
    }

    /// Says where to get an issue.
    pub fn sells_issue(&self) -> bool {
        self.says(Concept::Issue) && self.says(Concept::Order) && self.says(Concept::Subscribe)
    }

    /// A link's own words name a channel, or its address is a messenger's in a text that asks to follow the publication's.
    pub fn leads_to_channel(&self) -> bool {
        let own = self.says(Concept::Channel) && self.says(Concept::Us) && self.leads.has(Purpose::Channel);
        (self.linked.has(Concept::Channel) || own) && self.links <= 2
    }

    /// Its link leads to where an issue is sold, or says so.
    pub fn leads_to_issue(&self) -> bool {
        self.sells_issue() && self.links <= 3 && (self.calls_lead.has(Purpose::Shop) || self.linked.has(Concept::Order))
    }

    /// A heading and a sentence or two that ask to sign up, beside the article: the form comes by a script, or has gone.
    pub fn lacks_form(&self) -> bool {
        let titled = self.titled.any(CALLS.or(THINGS));
        let named = self.lines == 1 && self.density > 0.5 && self.said.any(CALLS) && self.marks.has(Class::Newsletter);
        (titled || named)
            && self.says(Concept::Newsletter)
            && !self.in_body
            && self.purity() == 1.0
            && self.lines <= 3
            && self.words.all() <= SHORT
    }

    /// Something says that what one signs up for comes by mail.
    pub fn mails(&self) -> bool {
        // An event's form asks for an address as well, under the event's name.
        let other = self.headed && !self.titled.any(PITCH) && !self.pressed.any(CALLS.or(THINGS));
        let few = self.fields <= FIELDS && !self.price;
        self.email && !other && few
            || self.says(Concept::Newsletter)
            || self.marks.has(Class::Newsletter)
            || self.leads_to(Purpose::Newsletter)
    }

    /// Where the address says nothing: a link whose own text asks for support.
    pub fn links_to_give(&self) -> bool {
        let own = self.says(Concept::Us) || self.says(Concept::Appeal) || self.for_itself;
        own && self.linked.has(Concept::Donate) && self.links <= 4
    }

    /// A line that looks unlike the others, with a link that calls. Where something was published first stands in italics too.
    pub fn links_apart(&self) -> bool {
        let leads = self.says(Concept::Newsletter) && self.linked.any(CALLS) || self.follows_apart();
        self.set_apart && leads && !self.says(Concept::Correction)
    }

    /// A line that looks unlike the others asks to follow our channel, and has the link for it, whatever its label.
    pub fn follows_apart(&self) -> bool {
        self.set_apart
            && self.links == 1
            && self.lines <= 2
            && self.says(Concept::Channel)
            && self.says(Concept::Us)
            && (self.opens_with_call || self.says(Concept::Subscribe))
    }

    /// A sentence and a button to register under it. A bar with that button has more links.
    pub fn registers(&self) -> bool {
        self.speaks && self.links <= 3 && self.pressed.has(Concept::Register)
    }

    /// Something to fill in or to choose, and to send off.
    pub fn fillable(&self) -> bool {
        (self.fields > 0 || self.gifts > 1) && self.buttons > 0
    }

    /// Asks for the publication itself, not for others: it speaks of itself while it appeals, appeals again and again, or says its name.
    pub fn is_for_itself(&self) -> bool {
        // A fund for others appeals as well where it says what to write on the form.
        let again = if self.account { 3 } else { 2 };
        self.says(Concept::Us) && self.says(Concept::Appeal) || self.count(Concept::Appeal) >= again || self.for_itself
    }

    /// Says where to send money to the publication itself.
    pub fn pays(&self) -> bool {
        self.account && self.is_for_itself()
    }

    /// A short line that says little but where the rest of the text is, and that it is sold. It looks unlike the others, or asks to
    /// subscribe by its only link.
    pub fn notes_gate(&self) -> bool {
        let marked = self.marks.has(Class::Paywall) && self.links > 0;
        let sold = self.says(Concept::Subscribe) || self.says(Concept::Subscription) || marked;
        let apart = self.set_apart || marked || self.links == 1 && self.says(Concept::Subscribe) && self.opens_with_call;
        self.says(Concept::Gate) && sold && apart && self.lines == 1 && self.words.all() <= 45 && self.density > 0.35
    }

    /// Asks to register, and names neither a price nor anything that is sold or mailed.
    pub fn asks_for_free_account(&self) -> bool {
        self.says(Concept::Register)
            && !self.price
            && !self.says(Concept::Subscribe)
            && !self.said.any(THINGS)
            && !self.calls_lead.has(Purpose::Subscribe)
    }

    /// How many different things a pitch says it says.
    pub fn breadth(&self) -> u32 {
        self.said.and(PITCH).len()
    }
}

/// Named as a button.
pub fn is_button(page: &Page, node: NodeId) -> bool {
    let class = page.attr(node, Attr::Class).unwrap_or("");
    page.attr(node, Attr::Role) == Some("button")
        || holds_any(class, &["btn", "button", "cta", "knopf", "knap", "bouton", "boton", "botao", "nappi"])
}
