//! What judging keeps from one pass to the next. A page that is watched is judged again and again, and says nearly the same;
//! often just the same, where something has changed that nobody reads.

use crate::engine::View;
use crate::lexicon::{Concept, Concepts, Hit, Languages, Lexicon, packs_known};
use crate::order::sort_by_number;
use crate::page::{Attr, Layer, Node, NodeId, Page, StringId};
use crate::plan::Plan;
use crate::publication::Publication;
use crate::report::Options;
use crate::text::{has_account, has_price, names_payee};

/// What a text says by itself.
#[derive(Debug, Default)]
pub struct Said {
    /// Where each phrase stands in it, by its end.
    pub hits: Vec<Hit>,
    pub concepts: Concepts,
    pub priced: bool,
    /// Says where to send money.
    pub account: bool,
}

impl Said {
    /// Looks phrases and prices up in a folded text, and phrases with the publication's name.
    pub fn by(folded: &str, lexicon: &Lexicon, publication: &Publication) -> Said {
        let mut said = Said { hits: lexicon.search(folded), priced: has_price(folded), account: has_account(folded), ..Said::default() };
        // "Thanks for subscribing" calls on nobody to subscribe.
        let answers: Vec<Hit> = said.hits.iter().copied().filter(|hit| hit.concept == Concept::Answer).collect();
        said.hits.retain(|hit| !answers.iter().any(|answer| answer != hit && answer.start <= hit.start && hit.end <= answer.end));
        let found = said.hits.len();
        said.hits.extend(composed(&said.hits));
        for hit in &said.hits {
            let gives = matches!(hit.concept, Concept::Donate | Concept::Appeal);
            said.account |= gives && names_payee(&folded[hit.end as usize..]);
            said.concepts.insert(hit.concept);
        }
        if let Some(renamed) = publication.rename(folded) {
            for hit in lexicon.search(&renamed.text) {
                if let Some(place) = renamed.place(hit.start as usize..hit.end as usize) {
                    said.concepts.insert(hit.concept);
                    said.hits.push(Hit { start: place.start as u32, end: place.end as u32, ..hit });
                }
            }
        }
        if said.hits.len() > found {
            sort_by_number(&mut said.hits, |hit| hit.end.into());
        }
        said
    }
}

/// Words that call together stand so near to each other, in bytes.
const NEAR: u32 = 100;

/// What is said by several words together that none of them says: "the issue" and "in our shop" sell it.
fn composed(hits: &[Hit]) -> Vec<Hit> {
    let of = |concept| hits.iter().filter(move |hit| hit.concept == concept);
    let near = |a: &Hit, b: &Hit| a.start <= b.end + NEAR && b.start <= a.end + NEAR;
    let mut composed = Vec::new();
    let mut say = |concept, hit: &Hit| composed.push(Hit { concept, ..*hit });
    for (issue, order) in of(Concept::Issue).flat_map(|issue| of(Concept::Order).map(move |order| (issue, order))) {
        if near(issue, order) {
            say(Concept::Subscription, issue);
            say(Concept::Subscribe, order);
        }
    }
    for order in of(Concept::Order).filter(|order| of(Concept::Subscription).any(|sold| near(sold, order))) {
        say(Concept::Subscribe, order);
    }
    let said = |concept| of(concept).next().is_some();
    let several = of(Concept::Means).count() > 1 && said(Concept::Us) && !said(Concept::Order);
    if said(Concept::Donate) || said(Concept::Appeal) || several {
        of(Concept::Means).for_each(|means| say(Concept::Donate, means));
    }
    composed
}

/// What the texts of one [`Strings`](crate::page::Strings) say, and the last judgement on a page made of them.
#[derive(Debug, Default)]
pub struct Memory {
    languages: Languages,
    publication: Publication,
    /// By the numbers of their pieces.
    said: Vec<Option<Said>>,
    last: Option<Judgement>,
}

/// A judgement and all that it rests on.
#[derive(Debug)]
struct Judgement {
    nodes: Vec<Node>,
    attrs: Vec<(Attr, StringId)>,
    options: Options,
    packs: usize,
    asked: Vec<Asked>,
    plan: Plan,
}

/// What a view was asked, and its answer.
#[derive(Debug)]
enum Asked {
    Shown(Vec<NodeId>, Vec<bool>),
    Overlaid(Vec<NodeId>, bool),
    Layers(Vec<Layer>),
}

/// A view whose answers are kept.
pub(crate) struct Witness<'v> {
    view: &'v mut dyn View,
    asked: Vec<Asked>,
}

impl<'v> Witness<'v> {
    pub(crate) fn of(view: &'v mut dyn View) -> Witness<'v> {
        Witness { view, asked: Vec::new() }
    }
}

impl View for Witness<'_> {
    fn shown(&mut self, nodes: &[NodeId]) -> Vec<bool> {
        let answer = self.view.shown(nodes);
        self.asked.push(Asked::Shown(nodes.to_vec(), answer.clone()));
        answer
    }

    fn is_overlaid(&mut self, nodes: &[NodeId]) -> bool {
        let answer = self.view.is_overlaid(nodes);
        self.asked.push(Asked::Overlaid(nodes.to_vec(), answer));
        answer
    }

    fn layers(&mut self) -> Vec<Layer> {
        let answer = self.view.layers();
        self.asked.push(Asked::Layers(answer.clone()));
        answer
    }
}

impl Memory {
    /// Keeps what is known only if it was said in these languages, and of a publication of this name.
    pub(crate) fn keep_to(&mut self, languages: Languages, publication: &Publication) {
        if self.languages != languages || self.publication != *publication {
            *self = Memory { languages, publication: publication.clone(), ..Memory::default() };
        }
    }

    /// What a text says that is a line by itself.
    pub(crate) fn said(&mut self, piece: usize, folded: &str, lexicon: &Lexicon, publication: &Publication) -> &Said {
        if piece >= self.said.len() {
            self.said.resize_with(piece + 1, || None);
        }
        self.said[piece].get_or_insert_with(|| Said::by(folded, lexicon, publication))
    }

    /// The last judgement, where it holds for this page too: the same nodes, and the same answers of the view.
    pub(crate) fn recall(&self, page: &Page, options: &Options, view: &mut dyn View) -> Option<Plan> {
        let last = self.last.as_ref()?;
        let same = last.nodes == page.nodes && last.attrs == page.attrs && last.options == *options && last.packs == packs_known();
        let mut holds = |asked: &Asked| match asked {
            Asked::Shown(nodes, answer) => view.shown(nodes) == *answer,
            Asked::Overlaid(nodes, answer) => view.is_overlaid(nodes) == *answer,
            Asked::Layers(answer) => {
                page.look_for_layers(|| view.layers());
                page.layers() == answer
            }
        };
        (same && last.asked.iter().all(&mut holds)).then(|| last.plan.clone())
    }

    pub(crate) fn remember(&mut self, page: &Page, options: &Options, witness: Witness, plan: &Plan) {
        let (nodes, attrs) = (page.nodes.clone(), page.attrs.clone());
        self.last =
            Some(Judgement { nodes, attrs, options: options.clone(), packs: packs_known(), asked: witness.asked, plan: plan.clone() });
    }

    /// Forgets the last judgement.
    pub(crate) fn forget(&mut self) {
        self.last = None;
    }
}
