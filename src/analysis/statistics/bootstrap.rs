//! Percentile bootstrap (Efron 1979) over lineages, with a fixed seeded generator: same input, same interval.

/// Draws: the 95 % ends of a share then move by less than half a point between seeds.
pub(in crate::analysis) const DRAWS: usize = 1_000;

/// Seed of every interval; any constant would do.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// The 95 % interval of the ratio of sums of (numerator, denominator) pairs; (0, 0) where nothing was counted.
pub(super) fn interval(pairs: &[(usize, usize)]) -> (f64, f64) {
    if pairs.is_empty() {
        return (0.0, 0.0);
    }
    let mut random = SplitMix64(SEED);
    let mut ratios: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let (mut n, mut d) = (0, 0);
            for _ in 0..pairs.len() {
                let pair = pairs[random.below(pairs.len())];
                n += pair.0;
                d += pair.1;
            }
            n as f64 / d.max(1) as f64
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    (ratios[DRAWS / 40], ratios[DRAWS - 1 - DRAWS / 40])
}

/// Steele, Lea and Flood 2014: one addition and three mixing steps a number.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`, by the high half of a wide product (Lemire 2019); the bias is below n / 2⁶⁴.
    fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.next()) * n as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_its_share_and_repeats() {
        let pairs: Vec<(usize, usize)> = (0..60).map(|i| (usize::from(i % 3 == 0), 1)).collect();
        let (low, high) = interval(&pairs);
        assert!(low < 1.0 / 3.0 && high > 1.0 / 3.0 && high - low < 0.3, "{low} {high}");
        assert_eq!(interval(&pairs), (low, high));
        assert_eq!(interval(&[]), (0.0, 0.0));
        assert_eq!(interval(&[(1, 1)]), (1.0, 1.0));
    }

    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix64(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }
}
