//! Calendar dates as policy texts give them: a year, perhaps a month, perhaps a day.

use std::fmt;
use std::str::FromStr;

/// A date that may lack its day or its month; ordered, with a missing part before any given one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the common era.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day, 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// A whole year.
    pub fn year(year: i32) -> Self {
        Self {
            year,
            month: None,
            day: None,
        }
    }

    /// Builds a date, or `None` where month or day cannot be.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let month_fits = month.is_none_or(|m| (1..=12).contains(&m));
        let day_fits = day.is_none_or(|d| month.is_some_and(|m| (1..=days_in(year, m)).contains(&d)));
        (month_fits && day_fits && (1..=9999).contains(&year)).then_some(Self { year, month, day })
    }

    /// The last day of so many years that begin on this date: 2024-06-01 and three years give 2027-05-31.
    ///
    /// A date without a day ends with the month or year before.
    pub fn end_of_years(self, years: i32) -> Option<Self> {
        let year = self.year + years;
        match (self.month, self.day) {
            (Some(month), Some(1)) => Self::month_before(year, month).and_then(Self::last_day),
            (Some(month), Some(day)) => Self::new(year, Some(month), Some((day - 1).min(days_in(year, month)))),
            (Some(month), None) => Self::month_before(year, month),
            (None, _) => Self::new(year - 1, None, None),
        }
    }

    fn month_before(year: i32, month: u8) -> Option<Self> {
        match month {
            1 => Self::new(year - 1, Some(12), None),
            _ => Self::new(year, Some(month - 1), None),
        }
    }

    fn last_day(self) -> Option<Self> {
        Self::new(self.year, self.month, Some(days_in(self.year, self.month?)))
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    /// Reads `2016`, `2016-01` or `2016-01-11`.
    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let invalid = || InvalidDate(text.to_owned());
        let mut parts = text.split('-');
        let year = parts
            .next()
            .filter(|y| y.len() == 4)
            .and_then(|y| y.parse().ok())
            .ok_or_else(invalid)?;
        let mut part = || parts.next().map(|p| p.parse::<u8>().map_err(|_| invalid())).transpose();
        let (month, day) = (part()?, part()?);
        if parts.next().is_some() {
            return Err(invalid());
        }
        Date::new(year, month, day).ok_or_else(invalid)
    }
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no date; write 2016, 2016-01 or 2016-01-11")]
pub struct InvalidDate(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_end_the_day_before() {
        let check = |from: &str, years, expect: &str| {
            let from: Date = from.parse().expect("a date");
            assert_eq!(from.end_of_years(years).map(|d| d.to_string()).as_deref(), Some(expect));
        };
        check("2024-06-01", 3, "2027-05-31");
        check("2024-01-01", 1, "2024-12-31");
        check("2024-02-29", 1, "2025-02-28");
        check("2026-01-05", 2, "2028-01-04");
        check("2026-03", 2, "2028-02");
        check("2026", 2, "2027");
    }

    #[test]
    fn reads_and_writes() {
        for text in ["2016", "2016-01", "2016-01-11", "2024-02-29"] {
            assert_eq!(text.parse::<Date>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
        for text in [
            "",
            "16",
            "2016-13",
            "2016-02-30",
            "2016-1-1-1",
            "2023-02-29",
            "二〇一六",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
