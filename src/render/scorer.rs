//! `scorer.json`: the weights of the scorer as they are stored, in the order of their names.

use crate::align::scorer::{Layer, Scorer};
use serde_json::{Value, json};

/// Writes a scorer; reading it back gives the same.
pub fn json(scorer: &Scorer) -> Vec<u8> {
    let value = json!({
        "rewrite": layer(&scorer.rewrite),
        "codebook": layer(&scorer.codebook),
        "model": layer(&scorer.model),
        "revision": layer(&scorer.revision),
        "threshold": {"rewrite": scorer.threshold.rewrite, "revision": scorer.threshold.revision},
        "related": scorer.related,
    });
    let mut bytes = serde_json::to_vec_pretty(&value).expect("numbers and names are JSON");
    bytes.push(b'\n');
    bytes
}

fn layer(layer: &Layer) -> Value {
    json!({"bias": layer.bias, "weights": layer.weights, "slope": layer.slope, "offset": layer.offset})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::scorer;

    #[test]
    fn a_scorer_is_read_back_as_it_was() {
        let written = String::from_utf8(json(scorer::built_in())).expect("JSON is UTF-8");
        assert_eq!(
            &serde_json::from_str::<Scorer>(&written).expect("a scorer"),
            scorer::built_in()
        );
        assert_eq!(written, scorer::BUILT_IN, "the built-in file is what this writes");
    }
}
