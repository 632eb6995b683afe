//! `lineage.json`.

use super::view::View;

/// Writes the view as indented JSON with a final line end.
pub(super) fn render(view: &View) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(view).expect("a view holds only strings, numbers and lists");
    bytes.push(b'\n');
    bytes
}
