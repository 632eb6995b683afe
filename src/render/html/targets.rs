//! Indicators through time.

use crate::render::view::View;

/// Counts indicators of which the newest figure is higher than an earlier one that it may be compared with.
pub(super) fn rose(view: &View) -> usize {
    let value = |target: usize| view.targets.get(target).map_or(0.0, |t| t.value);
    let higher = view.indicators.iter().filter(|i| {
        let mut fair = i.comparisons.iter().filter(|c| c.comparability == "comparable");
        fair.any(|c| value(c.new) > value(c.old))
    });
    higher.count()
}
