//! A small gold for unit tests.

use super::gold::{Gold, GoldUnit, Place, UnitPair};

/// Two documents of `each` units: units 0.. of the old one, `each`.. of the new one.
pub(super) fn two_documents(each: usize, same: &[UnitPair]) -> Gold {
    let unit = |i: usize| GoldUnit {
        id: format!("u{i}"),
        file: i / each,
        key: i / each,
        place: Place::Characters {
            start: i % each * 10,
            end: i % each * 10 + 10,
        },
    };
    Gold {
        files: vec!["a".into(), "b".into()],
        keys: vec!["1".into(), "2".into()],
        units: (0..2 * each).map(unit).collect(),
        same: same.iter().copied().collect(),
        pairs: [(0, 1)].into(),
        ..Gold::default()
    }
}
