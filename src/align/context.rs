//! Second stage: how a pair stands among all first-stage probabilities of the series.
//!
//! Rivals on both sides, the headings and siblings around, neighbours in the text, and third documents that both
//! sides link to. Support only: a triangle never makes a link by itself, its weight is learned.

use crate::features::{Features, Role};
use rustc_hash::FxHashMap;

/// One column of the second stage.
pub struct ContextSignal {
    /// Stable kebab-case name.
    pub name: &'static str,
    /// What it measures and in which range, for people.
    pub meaning: &'static str,
    column: fn(&Context<'_>, usize, Pair) -> f32,
}

/// All columns, in the order of the scorer's second layer.
pub static CONTEXT_SIGNALS: &[ContextSignal] = &[
    ContextSignal { name: "first-stage", meaning: "log odds of the signals alone, at least -7", column: |c, p, _| c.logits[p] },
    ContextSignal { name: "lead-smaller", meaning: "smaller lead over the best rival of either side, log odds, [-4, 4]", column: |c, p, pair| c.leads(p, pair).0 },
    ContextSignal { name: "lead-larger", meaning: "larger lead over the best rival of either side, log odds, [-4, 4]", column: |c, p, pair| c.leads(p, pair).1 },
    ContextSignal { name: "share-of-old", meaning: "share of the old side's probability mass, [0, 1]", column: |c, p, pair| c.share(p, pair.0, pair.1) },
    ContextSignal { name: "share-of-new", meaning: "share of the new side's probability mass, [0, 1]", column: |c, p, pair| c.share(p, pair.1, pair.0) },
    ContextSignal { name: "items-linked", meaning: "probability that any other clause of the two items is linked, [0, 1]", column: Context::items_linked },
    ContextSignal { name: "sibling-of-old", meaning: "probability that the new clause goes with another clause of the old item, [0, 1]", column: |c, p, pair| c.sibling(p, pair.0, pair.1) },
    ContextSignal { name: "sibling-of-new", meaning: "probability that the old clause goes with another clause of the new item, [0, 1]", column: |c, p, pair| c.sibling(p, pair.1, pair.0) },
    ContextSignal { name: "headings-linked", meaning: "probability that the two headings are linked, [0, 1]", column: Context::headings_linked },
    ContextSignal { name: "neighbours-linked", meaning: "best probability of the pair just before or just after in both texts, [0, 1]", column: Context::neighbours_linked },
    ContextSignal { name: "triangle", meaning: "best third clause that both sides are linked to: the weaker of its two probabilities, [0, 1]", column: Context::triangle },
];

type Pair = (u32, u32);

/// First-stage probability below which a pair lends nothing to others.
const LEAST_SUPPORT: f32 = 0.02;

/// Floor of the log odds; -7 is one in a thousand.
const LEAST_LOGIT: f32 = -7.0;

/// Most that a lead over a rival counts, in log odds.
const LARGEST_LEAD: f32 = 4.0;

/// Added to a side's probability mass, so that a lonely weak pair does not hold all of it.
const SPARE_MASS: f32 = 0.3;

/// All first-stage results of a series.
pub struct Context<'f> {
    features: &'f Features,
    probabilities: Vec<f32>,
    logits: Vec<f32>,
    /// For each unit its partners with their probability, by unit number.
    partners: Vec<Vec<Pair1>>,
    /// Sum of ln(1 - p) over the pairs of two items.
    items: FxHashMap<Pair, f32>,
    /// The same over one unit and one item.
    unit_items: FxHashMap<Pair, f32>,
}

type Pair1 = (u32, f32);

impl<'f> Context<'f> {
    /// Gathers the first-stage logits of all candidate pairs, in one order for all blocks.
    pub fn new(features: &'f Features, pairs: &[Pair], logits: &[f32]) -> Self {
        let logits: Vec<f32> = logits.iter().map(|z| z.max(LEAST_LOGIT)).collect();
        let probabilities: Vec<f32> = logits.iter().map(|z| 1.0 / (1.0 + (-z).exp())).collect();
        let mut context = Self {
            features,
            logits,
            partners: vec![Vec::new(); features.units.len()],
            items: FxHashMap::default(),
            unit_items: FxHashMap::default(),
            probabilities,
        };
        for (number, &(old, new)) in pairs.iter().enumerate() {
            let p = context.probabilities[number];
            if p >= LEAST_SUPPORT {
                context.support(old, new, p);
            }
        }
        context.partners.iter_mut().for_each(|p| p.sort_unstable_by_key(|e| e.0));
        context
    }

    fn support(&mut self, old: u32, new: u32, p: f32) {
        self.partners[old as usize].push((new, p));
        self.partners[new as usize].push((old, p));
        let miss = (1.0 - p.min(0.98)).ln();
        let (item_old, item_new) = (self.item(old), self.item(new));
        if let (Some(a), Some(b)) = (item_old, item_new) {
            *self.items.entry((a, b)).or_insert(0.0) += miss;
        }
        if let Some(a) = item_old {
            *self.unit_items.entry((new, a)).or_insert(0.0) += miss;
        }
        if let Some(b) = item_new {
            *self.unit_items.entry((old, b)).or_insert(0.0) += miss;
        }
    }

    /// All columns of one pair; `number` is its place in the order given to [`Context::new`].
    pub fn row(&self, number: usize, pair: Pair) -> Vec<f32> {
        CONTEXT_SIGNALS.iter().map(|signal| (signal.column)(self, number, pair)).collect()
    }

    fn item(&self, unit: u32) -> Option<u32> {
        self.features.units[unit as usize].item(unit as usize).and_then(|i| u32::try_from(i).ok())
    }

    fn probability(&self, a: u32, b: u32) -> f32 {
        let partners = &self.partners[a as usize];
        partners.binary_search_by_key(&b, |e| e.0).map_or(0.0, |at| partners[at].1)
    }

    /// Partners of `unit` in the document of `like`.
    fn partners_beside(&self, unit: u32, like: u32) -> &[Pair1] {
        let range = &self.features.documents[self.features.units[like as usize].at.document_index()];
        let partners = &self.partners[unit as usize];
        let first = partners.partition_point(|e| (e.0 as usize) < range.start);
        let last = partners.partition_point(|e| (e.0 as usize) < range.end);
        &partners[first..last]
    }

    fn leads(&self, number: usize, (old, new): Pair) -> (f32, f32) {
        let lead = |unit, partner| {
            let others = self.partners_beside(unit, partner).iter().filter(|e| e.0 != partner).map(|e| e.1);
            let rival = others.fold(0.0_f32, f32::max).max(1e-9);
            (self.logits[number] - (rival / (1.0 - rival)).ln().max(LEAST_LOGIT)).clamp(-LARGEST_LEAD, LARGEST_LEAD)
        };
        let (a, b) = (lead(old, new), lead(new, old));
        (a.min(b), a.max(b))
    }

    fn share(&self, number: usize, unit: u32, partner: u32) -> f32 {
        let mass: f32 = self.partners_beside(unit, partner).iter().map(|e| e.1).sum();
        self.probabilities[number] / (mass.max(self.probabilities[number]) + SPARE_MASS)
    }

    fn own_miss(&self, number: usize) -> f32 {
        let p = self.probabilities[number];
        if p >= LEAST_SUPPORT { (1.0 - p.min(0.98)).ln() } else { 0.0 }
    }

    fn items_linked(&self, number: usize, (old, new): Pair) -> f32 {
        let (Some(a), Some(b)) = (self.item(old), self.item(new)) else { return 0.0 };
        let miss = self.items.get(&(a, b)).copied().unwrap_or(0.0) - self.own_miss(number);
        (1.0 - miss.exp()).clamp(0.0, 1.0)
    }

    fn sibling(&self, number: usize, unit: u32, partner: u32) -> f32 {
        let Some(item) = self.item(unit) else { return 0.0 };
        let miss = self.unit_items.get(&(partner, item)).copied().unwrap_or(0.0) - self.own_miss(number);
        (1.0 - miss.exp()).clamp(0.0, 1.0)
    }

    fn headings_linked(&self, _: usize, (old, new): Pair) -> f32 {
        let units = &self.features.units;
        let both_bodies = units[old as usize].role == Role::Body && units[new as usize].role == Role::Body;
        match (self.item(old), self.item(new)) {
            (Some(a), Some(b)) if both_bodies => self.probability(a, b),
            _ => 0.0,
        }
    }

    fn neighbours_linked(&self, _: usize, (old, new): Pair) -> f32 {
        let units = self.features.units.len();
        let same = |a: u32, b: u32| self.features.units[a as usize].at.document == self.features.units[b as usize].at.document;
        let after = if (old as usize + 1) < units && (new as usize + 1) < units && same(old, old + 1) && same(new, new + 1) {
            self.probability(old + 1, new + 1)
        } else {
            0.0
        };
        let before = if old > 0 && new > 0 && same(old, old - 1) && same(new, new - 1) { self.probability(old - 1, new - 1) } else { 0.0 };
        before.max(after)
    }

    fn triangle(&self, _: usize, (old, new): Pair) -> f32 {
        let (a, b) = (&self.partners[old as usize], &self.partners[new as usize]);
        let (mut i, mut j, mut best) = (0, 0, 0.0_f32);
        while i < a.len() && j < b.len() {
            match a[i].0.cmp(&b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    best = best.max(a[i].1.min(b[j].1));
                    i += 1;
                    j += 1;
                }
            }
        }
        best
    }
}
