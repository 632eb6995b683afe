//! What the review mode draws from: the queue of screens, with what a decision file says of each clause.

use super::data::{Packer, whole_percent};
use crate::render::view::{PartnerView, ScreenView, View};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Bytes of the series' hash that name the browser's store.
const KEY_BYTES: usize = 8;

/// Names the store of verdicts in a reader's browser: the series and the bytes of its documents.
pub(super) fn key(view: &View) -> String {
    let mut hash = Sha256::new();
    hash.update(&view.series.id);
    view.documents.iter().for_each(|d| hash.update(&d.sha256));
    hash.finalize()
        .iter()
        .take(KEY_BYTES)
        .map(|b| format!("{b:02x}"))
        .collect()
}

impl Packer<'_> {
    /// One screen of the queue: clause, the stretch of its text that is quoted, its hashes, its partners.
    pub(super) fn screen(&self, screen: &ScreenView) -> Option<Value> {
        let quoted = self.ruler(self.texts.find(&screen.clause)?).span(screen.span);
        let partners: Vec<Value> = screen
            .partners
            .iter()
            .filter_map(|p| self.partner(p))
            .flatten()
            .collect();
        Some(json!([
            self.number(&screen.clause)?,
            quoted.0,
            quoted.1,
            screen.hash,
            screen.around,
            partners
        ]))
    }

    /// Clause, percent, and how it is linked: 0 not at all, 1 the same measure, 2 related; 3 more where a person decided
    /// so, 6 more where a program did.
    fn partner(&self, partner: &PartnerView) -> Option<[Value; 3]> {
        let standing = match partner.relation.as_deref() {
            Some("same") => 1,
            Some(_) => 2,
            None => 0,
        };
        let hand = match partner.decided.as_deref() {
            Some("person") => 3,
            Some(_) => 6,
            None => 0,
        };
        let percent = whole_percent(partner.probability);
        Some([
            json!(self.number(&partner.clause)?),
            json!(percent),
            json!(standing + hand),
        ])
    }
}
