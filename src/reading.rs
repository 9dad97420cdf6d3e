//! A page read for judging: its lines, what each says, and where the article is.

use std::ops::Range;
use std::rc::Rc;

use crate::anchors::Anchors;
use crate::lexicon::{Concept, Concepts, Hit, Languages, Lexicon};
use crate::marks::{Field, Marks, Purpose, Purposes, field};
use crate::memory::{Memory, Said};
use crate::page::{Attr, NodeId, Page, Tag};
use crate::publication::Publication;
use crate::report::Kind;
use crate::text::{Line, Text, has_price};

/// Calls on the reader to do something.
pub const CALLS: Concepts = Concepts::of(&[
    Concept::Gate,
    Concept::Login,
    Concept::Register,
    Concept::Subscribe,
    Concept::Signup,
    Concept::Channel,
    Concept::Donate,
]);
/// What is sold or mailed.
pub const THINGS: Concepts = Concepts::of(&[Concept::Subscription, Concept::Newsletter]);
/// Why one should.
pub const REASONS: Concepts = Concepts::of(&[Concept::Offer, Concept::Benefit, Concept::Appeal]);
/// What accompanies a call.
pub const SUPPORT: Concepts = REASONS.or(Concepts::of(&[Concept::Consent, Concept::Answer, Concept::Decline]));
/// All that a pitch says.
pub const PITCH: Concepts = CALLS.or(THINGS).or(SUPPORT);

/// What says that the publication speaks, of itself or for itself.
pub const OWN: Concepts = PITCH.or(Concepts::of(&[Concept::Us]));

/// Whether a text says anything that pitches say, in any of the languages in use.
pub fn speaks(text: &str) -> bool {
    crate::lexicon::says(text, PITCH)
}

/// A call among a line's first so many characters opens it.
const OPENING: usize = 24;
/// A line of this many words is a sentence of somebody's rather than a label.
const SENTENCE: u32 = 12;
/// Fewer do where the line ends like a sentence.
pub(crate) const SHORT_SENTENCE: u32 = 6;
/// Phrases and prices are looked for in lines of at most so many words.
const SEARCHED: u32 = 100;
/// An amount of money by itself has at most so many bytes.
const AMOUNT: usize = 16;
/// A line of this many words is a paragraph, which one phrase alone does not make a pitch.
const PARAGRAPH: u32 = 40;

/// What a line is, seen by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Says what pitches say.
    Pitch,
    /// Too short to tell: a label, a name, a number.
    Neutral,
    /// A paragraph that calls too, among other things.
    Leaning,
    /// Sentences that say nothing of the kind.
    Prose,
    /// Links to elsewhere.
    Links,
    /// Belongs to something else: a comment form, a list of articles, a consent dialog.
    Alien,
}

/// Words by [`Manner`], summed over lines.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words {
    pub pitch: u32,
    pub neutral: u32,
    pub leaning: u32,
    pub prose: u32,
    pub links: u32,
    pub alien: u32,
}

impl Words {
    pub fn all(self) -> u32 {
        self.pitch + self.neutral + self.leaning + self.prose + self.links + self.alien
    }

    fn minus(self, other: Words) -> Words {
        Words {
            pitch: self.pitch - other.pitch,
            neutral: self.neutral - other.neutral,
            leaning: self.leaning - other.leaning,
            prose: self.prose - other.prose,
            links: self.links - other.links,
            alien: self.alien - other.alien,
        }
    }
}

/// A page, read.
pub struct Reading<'p> {
    pub page: &'p Page,
    pub text: Text,
    pub lexicon: Rc<Lexicon>,
    /// What each line says.
    pub said: Vec<Concepts>,
    /// Whether a price stands in each line.
    pub priced: Vec<bool>,
    /// Whether each line says where to send money.
    pub account: Vec<bool>,
    pub manner: Vec<Manner>,
    /// Whether each line stands in a newsletter service's form.
    pub in_form: Vec<bool>,
    pub anchors: Anchors,
    /// See [`Reading::is_foreign`]; the outermost ones.
    pub(crate) boxes: Vec<NodeId>,
    /// Where the last element ends that has several of the article's paragraphs right in it.
    pub beyond: NodeId,
    pub publication: Publication,
    hits: Vec<Hit>,
    /// For each line the number of its first hit; one more for the end.
    hit_at: Vec<u32>,
    /// Running sums of words before each line; one more for the end.
    sums: Vec<Words>,
    /// Running sums over nodes; one more for the end.
    asked: Vec<u32>,
    barred: Vec<u32>,
}

impl<'p> Reading<'p> {
    pub fn of(page: &'p Page, memory: &mut Memory) -> Reading<'p> {
        let text = Text::of(page);
        let languages = Languages::of(page, &text);
        let lexicon = Lexicon::of(languages);
        let publication = Publication::of(page, &text);
        memory.keep_to(languages.known(), &publication);
        let lines = text.lines.len();
        let mut hits: Vec<Hit> = Vec::new();
        let mut said = vec![Concepts::default(); lines];
        let mut priced = vec![false; lines];
        let mut account = vec![false; lines];
        let mut hit_at = Vec::with_capacity(lines + 1);
        for (line, shape) in text.lines.iter().enumerate() {
            hit_at.push(hits.len() as u32);
            // So long a paragraph is the article's, whatever it says.
            if shape.words > SEARCHED {
                continue;
            }
            let new;
            let folded = text.of_line(line);
            let found = match shape.piece {
                Some(piece) => memory.said(piece as usize, folded, &lexicon, &publication),
                None => {
                    new = Said::by(folded, &lexicon, &publication);
                    &new
                }
            };
            hits.extend(found.hits.iter().map(|hit| hit.after(shape.range.start)));
            said[line] = found.concepts;
            priced[line] = found.priced;
            account[line] = found.account;
        }
        hit_at.push(hits.len() as u32);
        let mut reading = Reading {
            page,
            text,
            lexicon,
            said,
            priced,
            account,
            manner: Vec::with_capacity(lines),
            in_form: Vec::new(),
            anchors: Anchors::default(),
            boxes: Vec::new(),
            beyond: NodeId::MAX,
            publication,
            hits,
            hit_at,
            sums: Vec::with_capacity(lines + 1),
            asked: Vec::new(),
            barred: Vec::new(),
        };
        let mut sum = Words::default();
        reading.in_form = reading.lines_of_forms();
        for line in 0..lines {
            reading.sums.push(sum);
            let manner = match reading.manner_of(line) {
                Manner::Neutral | Manner::Prose if reading.in_form[line] => Manner::Pitch,
                manner => manner,
            };
            reading.manner.push(manner);
            let words = if reading.text.lines[line].attribute { 0 } else { reading.text.lines[line].words };
            match manner {
                Manner::Pitch => sum.pitch += words.max(1),
                Manner::Neutral => sum.neutral += words,
                Manner::Leaning => sum.leaning += words,
                Manner::Prose => sum.prose += words,
                Manner::Links => sum.links += words.max(2),
                Manner::Alien => sum.alien += words,
            }
        }
        reading.sums.push(sum);
        reading.sum_nodes();
        reading.anchors = Anchors::of(&reading);
        (reading.boxes, reading.beyond) = reading.find_boxes();
        reading
    }

    /// Whether each line stands in a newsletter service's form, which pitches whatever it says.
    fn lines_of_forms(&self) -> Vec<bool> {
        let mut lines = vec![false; self.text.lines.len()];
        let is_address = |node: &NodeId| self.page.is(*node, Tag::Input) && field(self.page, *node) == Some(Field::Email);
        for node in (0..self.page.len()).filter(is_address) {
            let form = self.page.ancestors(node).find(|up| Marks::of(self.page, *up).vendor == Some(Kind::Newsletter));
            if let Some(form) = form {
                lines[self.lines(&self.page.subtree(form))].fill(true);
            }
        }
        lines
    }

    /// Where each phrase of a line stands, by its end.
    pub fn hits(&self, line: usize) -> &[Hit] {
        &self.hits[self.hit_at[line] as usize..self.hit_at[line + 1] as usize]
    }

    /// How much of a line is phrases of these concepts, in bytes from 0 to 1.
    pub fn share(&self, line: usize, of: Concepts) -> f32 {
        let range = &self.text.lines[line].range;
        let mut covered = 0;
        let mut from = range.end;
        // They come by their ends, so backwards each one adds what lies before all the others.
        for hit in self.hits(line).iter().rev().filter(|hit| of.has(hit.concept)) {
            covered += hit.end.min(from).saturating_sub(hit.start);
            from = from.min(hit.start);
        }
        covered as f32 / (range.end - range.start).max(1) as f32
    }

    /// The lines of a run of nodes.
    pub fn lines(&self, nodes: &Range<NodeId>) -> Range<usize> {
        self.text.within(nodes.clone())
    }

    /// The words of a run of nodes.
    pub fn words(&self, nodes: &Range<NodeId>) -> Words {
        let lines = self.lines(nodes);
        self.sums[lines.end].minus(self.sums[lines.start])
    }

    fn sum_nodes(&mut self) {
        let (mut asked, mut barred) = (0, 0);
        for node in 0..self.page.len() {
            self.asked.push(asked);
            self.barred.push(barred);
            let field = field(self.page, node);
            // A form that pays may have nothing in it but a picture to press.
            let pays = || self.page.is(node, Tag::Form) && Purposes::of_attr(self.page, node, Attr::Action).has(Purpose::Donate);
            // So may a choice of amounts.
            asked += u32::from(
                matches!(field, Some(Field::Email | Field::Password | Field::Text | Field::Tick)) || pays() || self.is_gift(node),
            );
            barred += u32::from(
                matches!(field, Some(Field::Search | Field::Area))
                    || matches!(self.page.tag(node), Some(Tag::Nav | Tag::Article | Tag::Main | Tag::Video)),
            );
        }
        self.asked.push(asked);
        self.barred.push(barred);
    }

    /// A link to give that says no more than an amount.
    pub fn is_gift(&self, node: NodeId) -> bool {
        let label = || self.text.of_nodes(self.page.subtree(node)).trim();
        self.page.is(node, Tag::A)
            && Purposes::of_attr(self.page, node, Attr::Href).has(Purpose::Donate)
            && label().len() <= AMOUNT
            && has_price(label())
    }

    /// How many fields to fill in or to tick, and forms that pay, a run of nodes has.
    pub fn asked(&self, nodes: &Range<NodeId>) -> u32 {
        self.asked[nodes.end as usize] - self.asked[nodes.start as usize]
    }

    /// How many things a run of nodes has that no block has in it: a search or a comment field, navigation, an article.
    pub fn barred(&self, nodes: &Range<NodeId>) -> u32 {
        self.barred[nodes.end as usize] - self.barred[nodes.start as usize]
    }

    /// Whether the link that a line stands in leads to where pitches lead.
    pub fn leads_on(&self, line: usize) -> bool {
        let node = self.text.lines[line].nodes.start;
        let link = self.page.ancestors(node).find(|node| self.page.is(*node, Tag::A));
        let purposes = link.map(|link| Purposes::of_attr(self.page, link, Attr::Href)).unwrap_or_default();
        leads(purposes)
    }

    /// Whether a line ends in a link that leads to where pitches lead.
    fn closes_with_call(&self, line: usize) -> bool {
        let nodes = self.text.lines[line].nodes.clone();
        let last = nodes.clone().rev().find(|node| self.page.is(*node, Tag::A));
        // At most a full stop follows it.
        last.is_some_and(|link| self.page.end(link) + 1 >= nodes.end && leads(Purposes::of_attr(self.page, link, Attr::Href)))
    }

    /// How many links a line has. The first text of a line may stand in one.
    pub fn links(&self, line: usize) -> usize {
        let Line { nodes, block, .. } = &self.text.lines[line];
        let is_link = |node: &NodeId| self.page.is(*node, Tag::A);
        let opens = self.page.ancestors(nodes.start).take_while(|node| node != block).any(|node| is_link(&node));
        usize::from(opens) + nodes.clone().filter(is_link).count()
    }

    /// Whether a line names a price for a period.
    pub fn is_rate(&self, line: usize) -> bool {
        self.priced[line] && self.said[line].has(Concept::Period)
    }

    /// Whether a line calls in its first words.
    pub fn opens_with_call(&self, line: usize) -> bool {
        // In characters: other scripts take two or three bytes for one.
        let start = self.text.lines[line].range.start;
        let opening = self.text.of_line(line).char_indices().nth(OPENING + 1).map_or(u32::MAX, |(at, _)| start + at as u32);
        self.hits(line).iter().any(|hit| CALLS.has(hit.concept) && hit.start < opening)
    }

    fn manner_of(&self, line: usize) -> Manner {
        let said = self.said[line];
        let shape = &self.text.lines[line];
        let pitch = said.and(PITCH);
        let price = self.priced[line] && (said.has(Concept::Period) || shape.words <= 6 || shape.link_share() > 0.8 && self.leads_on(line));
        if said.any(Concepts::of(&[Concept::Comment, Concept::Cookie])) && shape.words < PARAGRAPH && !said.any(THINGS) {
            return Manner::Alien;
        }
        if said.has(Concept::Related) && shape.words <= 6 && pitch.is_empty() {
            return Manner::Alien;
        }
        let text = self.text.of_line(line);
        let bracketed = text.starts_with(['[', '(']) && text.ends_with([']', ')']) && shape.words < 2 * PARAGRAPH;
        if shape.words > PARAGRAPH && !bracketed {
            // One word about subscriptions does not make a paragraph a pitch.
            let closes = pitch.any(CALLS) && self.closes_with_call(line);
            let leaning = pitch.any(CALLS) && pitch.len() >= 2;
            // Where to send money, and to whom.
            let pays = self.account[line] && pitch.has(Concept::Donate) && said.has(Concept::Us);
            let enough = pays || leaning && (pitch.len() >= 3 || closes) || self.share(line, PITCH) > 0.3;
            return if enough {
                Manner::Pitch
            } else if leaning || closes {
                Manner::Leaning
            } else {
                Manner::Prose
            };
        }
        // A link of so many words is the title of another text, unless most of it calls.
        if shape.link_share() > 0.8
            && shape.words >= 6
            && !shape.button
            && self.share(line, PITCH) < 0.35
            && !((pitch.any(CALLS) || self.priced[line]) && self.leads_on(line))
            && !(pitch.any(CALLS)
                && (pitch.any(THINGS) || pitch.has(Concept::Channel))
                && self.links(line) <= 2
                && self.opens_with_call(line))
        {
            return Manner::Links;
        }
        if !pitch.is_empty() || price {
            let rate = u32::from(self.is_rate(line));
            let weak = !pitch.any(CALLS.or(THINGS)) && pitch.len() + rate < 2 && shape.words >= SENTENCE && self.share(line, PITCH) < 0.25;
            return if weak { Manner::Prose } else { Manner::Pitch };
        }
        if shape.link_share() > 0.6 && !shape.button {
            return Manner::Links;
        }
        let sentence = shape.words >= SENTENCE || shape.words >= SHORT_SENTENCE && shape.stops > 0 && !shape.button && shape.heading == 0;
        if sentence { Manner::Prose } else { Manner::Neutral }
    }
}

/// To where pitches lead.
pub fn leads(purposes: Purposes) -> bool {
    [Purpose::Newsletter, Purpose::Subscribe, Purpose::Donate].into_iter().any(|purpose| purposes.has(purpose))
}
