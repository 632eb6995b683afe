//! The day, for decisions: the one place that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};
use yange::date::Date;

/// Seconds of a day.
const DAY: u64 = 86_400;

/// Today in UTC; the first day of 1970 where the clock stands before it.
#[expect(
    clippy::disallowed_methods,
    reason = "when a person decided is the one thing that a clock must tell"
)]
pub(super) fn utc() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    from_days(i64::try_from(since.as_secs() / DAY).unwrap_or(0))
}

/// The date that many days after the first of 1970 in the proleptic Gregorian calendar, counted in cycles of 400 years
/// that begin in March (Hinnant 2013, `civil_from_days`).
fn from_days(days: i64) -> Date {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, carried) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = i32::try_from(year + era * 400 + carried).unwrap_or(i32::MAX);
    let small = |n: i64| u8::try_from(n).ok();
    Date::new(year, small(month), small(day)).unwrap_or_else(|| Date::year(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, date) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_784, "2026-11-27"),
        ] {
            assert_eq!(from_days(days).to_string(), date);
        }
    }
}
