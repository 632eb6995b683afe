//! What two coders called the same items, as a table; how far they agree, corrected for chance, with intervals.

use super::bootstrap::{Interval, RESAMPLES, SEED, SplitMix64, middle};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Items by the label of the first coder (row) and of the second (column).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Square: one row and one column a label.
    pub counts: Vec<Vec<usize>>,
}

/// One item that both coders judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Label of the first coder.
    pub first: usize,
    /// Label of the second coder.
    pub second: usize,
    /// Items of one cluster are not independent, and are drawn together.
    pub cluster: usize,
}

/// Agreement with its intervals.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reliability {
    /// Share of items on which the coders agree, [0, 1]; 0 without items.
    pub observed: f64,
    /// Cohen's κ, [-1, 1]; `None` where neither coder varies.
    pub kappa: Option<f64>,
    /// Krippendorff's α (nominal), at most 1; `None` where nobody varies.
    pub alpha: Option<f64>,
    /// 95 % interval of κ; `None` where κ is, or with fewer than two clusters.
    pub kappa_interval: Option<Interval>,
    /// 95 % interval of α, likewise.
    pub alpha_interval: Option<Interval>,
}

impl Confusion {
    /// An empty table.
    pub fn empty(labels: usize) -> Self {
        Self {
            counts: vec![vec![0; labels]; labels],
        }
    }

    /// Counts ratings; a label out of range is left out.
    pub fn of(labels: usize, ratings: &[Rating]) -> Self {
        let mut table = Self::empty(labels);
        for rating in ratings {
            if let Some(cell) = table
                .counts
                .get_mut(rating.first)
                .and_then(|r| r.get_mut(rating.second))
            {
                *cell += 1;
            }
        }
        table
    }

    /// Number of items.
    pub fn items(&self) -> usize {
        self.counts.iter().flatten().sum()
    }

    /// Items on which the coders agree.
    pub fn agreed(&self) -> usize {
        self.counts.iter().enumerate().map(|(i, row)| row[i]).sum()
    }

    /// The same items with one label against all others: first that label, then the rest.
    pub fn of_label(&self, label: usize) -> Self {
        let mut two = Self::empty(2);
        for (i, row) in self.counts.iter().enumerate() {
            for (j, count) in row.iter().enumerate() {
                two.counts[usize::from(i != label)][usize::from(j != label)] += count;
            }
        }
        two
    }

    /// Cohen's κ, [-1, 1]; `None` without items or where both coders give all items the same one label.
    ///
    /// # Method
    /// J. Cohen (1960), A coefficient of agreement for nominal scales.
    pub fn kappa(&self) -> Option<f64> {
        let n = self.items() as f64;
        let (rows, columns) = self.margins();
        let by_chance: f64 = rows.iter().zip(&columns).map(|(r, c)| r * c).sum::<f64>() / (n * n);
        (n > 0.0 && by_chance < 1.0).then(|| 1.0 - (n - self.agreed() as f64) / n / (1.0 - by_chance))
    }

    /// Krippendorff's α for two coders on a nominal scale, at most 1; `None` without items or where only one label
    /// occurs. Items that one coder left out cannot be paired and do not enter.
    ///
    /// # Method
    /// K. Krippendorff (2004), Content analysis, chapter 11: 1 − observed / expected disagreement.
    pub fn alpha(&self) -> Option<f64> {
        let items = self.items() as f64;
        let values = 2.0 * items;
        let (rows, columns) = self.margins();
        let alike: f64 = rows.iter().zip(&columns).map(|(r, c)| (r + c) * (r + c)).sum();
        let expected = (values * values - alike) / (values * (values - 1.0));
        (items > 0.0 && expected > 0.0).then(|| 1.0 - (items - self.agreed() as f64) / items / expected)
    }

    fn margins(&self) -> (Vec<f64>, Vec<f64>) {
        let rows = self.counts.iter().map(|row| row.iter().sum::<usize>() as f64);
        let column = |j: usize| self.counts.iter().map(|row| row[j]).sum::<usize>() as f64;
        (rows.collect(), (0..self.counts.len()).map(column).collect())
    }
}

impl AddAssign<&Confusion> for Confusion {
    fn add_assign(&mut self, other: &Confusion) {
        for (own, more) in self.counts.iter_mut().flatten().zip(other.counts.iter().flatten()) {
            *own += more;
        }
    }
}

impl Reliability {
    /// Measures agreement on all labels, or on one against the rest, and how far it would move on other items.
    ///
    /// # Method
    /// Percentile bootstrap over clusters with a fixed stream; resamples in which a figure is not defined (nobody
    /// varies) are left out. Where the coders agree on everything the interval is that one point: it cannot tell how
    /// rare a disagreement might be, so look at the number of items as well.
    ///
    /// # Complexity
    /// Clusters times the square of labels times [`RESAMPLES`].
    pub fn of(labels: usize, ratings: &[Rating], one: Option<usize>) -> Self {
        let mut clusters: BTreeMap<usize, Vec<Rating>> = BTreeMap::new();
        for rating in ratings {
            clusters.entry(rating.cluster).or_default().push(*rating);
        }
        let table = |ratings: &[Rating]| {
            let all = Confusion::of(labels, ratings);
            one.map_or_else(|| all.clone(), |label| all.of_label(label))
        };
        let shares: Vec<Confusion> = clusters.values().map(|r| table(r)).collect();
        let whole = table(ratings);
        let mut random = SplitMix64(SEED);
        let (mut kappas, mut alphas) = (Vec::new(), Vec::new());
        for _ in 0..if shares.len() > 1 { RESAMPLES } else { 0 } {
            let mut sum = Confusion::empty(whole.counts.len());
            for _ in &shares {
                sum += &shares[random.below(shares.len())];
            }
            kappas.extend(sum.kappa());
            alphas.extend(sum.alpha());
        }
        let (kappa, alpha) = (whole.kappa(), whole.alpha());
        let interval =
            |point: Option<f64>, drawn: Vec<f64>| (point.is_some() && !drawn.is_empty()).then(|| middle(drawn));
        Self {
            observed: whole.agreed() as f64 / whole.items().max(1) as f64,
            kappa,
            alpha,
            kappa_interval: interval(kappa, kappas),
            alpha_interval: interval(alpha, alphas),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratings(counts: &[&[usize]]) -> Vec<Rating> {
        let mut all = Vec::new();
        for (first, row) in counts.iter().enumerate() {
            for (second, &count) in row.iter().enumerate() {
                for _ in 0..count {
                    let cluster = all.len();
                    all.push(Rating { first, second, cluster });
                }
            }
        }
        all
    }

    fn check(counts: &[&[usize]], one: Option<usize>, kappa: f64, alpha: f64) -> Reliability {
        let found = Reliability::of(counts.len(), &ratings(counts), one);
        for (found, expect) in [(found.kappa, kappa), (found.alpha, alpha)] {
            let found = found.expect("defined");
            assert!((found - expect).abs() < 1e-12, "{found} is not {expect}");
        }
        found
    }

    /// Values of `sklearn.metrics.cohen_kappa_score` (scikit-learn 1.9.1) and of
    /// `krippendorff.alpha(level_of_measurement="nominal")` (krippendorff 0.9.0); statsmodels 0.15.0
    /// (`cohens_kappa`) and irrCAC 0.4.4 give the same to the digits that they print.
    #[test]
    fn agrees_with_established_packages() {
        let three: &[&[usize]] = &[&[44, 5, 1], &[6, 20, 4], &[2, 3, 15]];
        check(three, None, 0.659_090_909_090_909_2, 0.660_685_287_430_984_1);
        check(three, Some(0), 0.72, 0.721_288_515_406_162_5);
        check(three, Some(1), 0.563_106_796_116_504_8, 0.565_080_135_988_343_8);
        check(three, Some(2), 0.6875, 0.689_062_5);
        check(
            &[&[118, 5], &[2, 0]],
            None,
            -0.023_391_812_865_497_075,
            -0.024_691_358_024_691_468,
        );
        check(&[&[20, 5], &[10, 15]], None, 0.4, 0.4);
        check(&[&[1, 0], &[1, 2]], None, 0.5, 0.533_333_333_333_333_3);
    }

    /// 100,000 multinomial resamples with numpy 1.26.4 give .524 to .781 and .141 to .640. (The asymptotic interval of
    /// J. Fleiss, J. Cohen, B. Everitt (1969), by statsmodels 0.15.0, is .532 to .787 and .151 to .649.) An end of a
    /// thousand resamples has a standard error of .01 on 50 items.
    #[test]
    fn intervals_come_near_those_of_another_program() {
        let three: &[&[usize]] = &[&[44, 5, 1], &[6, 20, 4], &[2, 3, 15]];
        for (counts, low, high) in [(three, 0.5244, 0.7806), (&[&[20, 5], &[10, 15]], 0.1407, 0.64)] {
            let found = Reliability::of(counts.len(), &ratings(counts), None);
            let found = found.kappa_interval.expect("defined");
            assert!(
                (found.low - low).abs() < 0.025 && (found.high - high).abs() < 0.025,
                "{found:?}"
            );
        }
    }

    #[test]
    fn edges_have_no_figure_rather_than_a_wrong_one() {
        for counts in [&[&[0, 0][..], &[0, 0]][..], &[&[7, 0], &[0, 0]]] {
            let found = Reliability::of(2, &ratings(counts), None);
            assert_eq!((found.kappa, found.alpha), (None, None));
            assert_eq!((found.kappa_interval, found.alpha_interval), (None, None));
        }
        assert_eq!(Reliability::of(2, &ratings(&[&[0, 1], &[0, 0]]), None).kappa, Some(0.0));
        let clear = Reliability::of(2, &ratings(&[&[9, 0], &[0, 9]]), None);
        assert_eq!(clear.kappa_interval, Some(Interval { low: 1.0, high: 1.0 }));
    }

    #[test]
    fn items_of_one_cluster_say_less_than_as_many_apart() {
        let apart = ratings(&[&[20, 5], &[10, 15]]);
        let mut together = apart.clone();
        together.iter_mut().for_each(|r| r.cluster /= 5);
        let width = |r: &[Rating]| {
            Reliability::of(2, r, None)
                .kappa_interval
                .map_or(0.0, |i| i.high - i.low)
        };
        assert!(width(&together) > width(&apart));
    }

    proptest! {
        #[test]
        fn figures_stay_in_their_range_and_change_with_no_order(
            cells in prop::collection::vec((0..3_usize, 0..3_usize, 0..5_usize), 0..30),
        ) {
            let all: Vec<_> = cells.iter().map(|&(first, second, cluster)| Rating { first, second, cluster }).collect();
            let turned: Vec<_> = all.iter().rev().map(|r| Rating { first: r.second, second: r.first, ..*r }).collect();
            let (found, other) = (Reliability::of(3, &all, None), Reliability::of(3, &turned, None));
            prop_assert!(found.kappa.is_none_or(|k| (-1.0..=1.0).contains(&k)));
            prop_assert!(found.alpha.is_none_or(|a| (-1.0..=1.0).contains(&a)));
            prop_assert_eq!(found, other);
        }
    }
}
