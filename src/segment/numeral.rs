//! Reads the numerals of enumerators: Chinese (`二十三`, `一百零五`, `二〇二五`), Arabic, full width.

/// Reads a Chinese numeral at the start of `text`: its value and its length in bytes.
///
/// Values above [`MOST`] are refused: no text numbers so far, and the refusal keeps arithmetic safe.
pub(super) fn chinese(text: &str) -> Option<(u32, usize)> {
    let run: usize = text
        .chars()
        .take_while(|c| digit(*c).is_some() || unit(*c).is_some())
        .take(LONGEST)
        .map(char::len_utf8)
        .sum();
    let value = if text[..run].chars().any(|c| unit(c).is_some()) {
        with_units(&text[..run])?
    } else {
        positional(&text[..run])?
    };
    (value <= MOST).then_some((value, run))
}

/// Reads an Arabic numeral, half or full width, at the start of `text`: its value and its length in bytes.
pub(super) fn arabic(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut len) = (0_u32, 0);
    for c in text.chars().take(LONGEST) {
        let Some(digit) = arabic_digit(c) else { break };
        value = value.checked_mul(10)?.checked_add(digit)?;
        len += c.len_utf8();
    }
    (len > 0 && value <= MOST).then_some((value, len))
}

/// Longest numeral that is read, in characters: `一千二百六十四` has seven.
const LONGEST: usize = 9;

/// Largest number that is read; the Civil Code, the longest statute, ends at 1260.
const MOST: u32 = 9999;

fn with_units(run: &str) -> Option<u32> {
    let (mut total, mut pending, mut last_unit) = (0_u32, None, u32::MAX);
    for c in run.chars() {
        if let Some(unit) = unit(c) {
            if unit >= last_unit {
                return None;
            }
            total += pending.take().unwrap_or(1) * unit;
            last_unit = unit;
        } else {
            let digit = digit(c)?;
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(digit);
        }
    }
    Some(total + pending.unwrap_or(0))
}

fn positional(run: &str) -> Option<u32> {
    let mut value = None;
    for c in run.chars() {
        value = Some(value.unwrap_or(0_u32).checked_mul(10)?.checked_add(digit(c)?)?);
    }
    value
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(u32, usize)>) {
        assert_eq!(chinese(text).or_else(|| arabic(text)), expect, "{text}");
    }

    #[test]
    fn reads_numerals() {
        check("一、", Some((1, 3)));
        check("十", Some((10, 3)));
        check("十九）", Some((19, 6)));
        check("二十", Some((20, 6)));
        check("一百零五条", Some((105, 12)));
        check("一百一十条", Some((110, 12)));
        check("一千二百六十条", Some((1260, 18)));
        check("二〇二五年", Some((2025, 12)));
        check("12.", Some((12, 2)));
        check("１２．", Some((12, 6)));
        for none in ["", "条", "一二十", "十十", "99999999", "百千"] {
            check(none, None);
        }
    }
}
