//! The figures of the page: targets as small multiples, agencies and programmes by document, the graph of authority,
//! rates with their intervals. Drawn here, so that they stand in a page without script and in print.

mod authority;
mod multiples;
mod presence;
mod rates;

pub(super) use authority::Authority;
pub(super) use multiples::{Figure, Multiple};
pub(super) use presence::Grid;
pub(super) use rates::{Composition, RateRow};

use super::escape::attribute;
use crate::lang::Bilingual;
use crate::render::texts::Texts;
use crate::render::view::View;

/// Everything that the view of figures shows.
pub(super) struct Findings {
    /// Indicators with more than one figure, each as a small chart.
    pub(super) multiples: Vec<Multiple>,
    /// How many of them rose, in a sentence.
    pub(super) answer: Bilingual,
    /// Every figure, in time and reading order.
    pub(super) figures: Vec<Figure>,
    /// Agencies by document.
    pub(super) agencies: Grid,
    /// Named programmes by document.
    pub(super) programmes: Grid,
    /// Instruments by document.
    pub(super) instruments: Grid,
    /// What the documents rest on.
    pub(super) authority: Authority,
    /// Rates of each step.
    pub(super) rates: Vec<RateRow>,
    /// Documents by where their measures were first said.
    pub(super) composition: Vec<Composition>,
}

/// Gathers and draws.
pub(super) fn findings(view: &View, texts: &Texts) -> Findings {
    let multiples = multiples::multiples(view, texts);
    Findings {
        answer: multiples::answer(&multiples),
        multiples,
        figures: multiples::figures(view, texts),
        agencies: presence::agencies(view, texts),
        programmes: presence::programmes(view, texts),
        instruments: presence::instruments(view, texts),
        authority: authority::authority(view),
        rates: rates::rates(view),
        composition: rates::composition(view),
    }
}

/// Address of a clause within the page, for a quoted attribute.
fn clause_address(id: &str) -> String {
    let mut out = String::from("#/clause/");
    for c in id.chars() {
        match c {
            '%' | '?' | '#' | '&' | '"' | '<' | '>' | ' ' | '\'' => out.push_str(&format!("%{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    attribute(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_what_an_address_cannot() {
        assert_eq!(clause_address("2016/二/1?"), "#/clause/2016/二/1%3F");
        assert_eq!(clause_address("a\"b c"), "#/clause/a%22b%20c");
    }
}
