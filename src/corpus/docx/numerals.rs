//! Numbers as Word prints them in lists, by the names of `w:numFmt`.

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const LEGAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// Prints a number; formats that do not reach so far, and unknown ones, print it in decimal as Word does.
pub(super) fn print(format: &str, number: u32) -> String {
    let printed = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|r| r.to_lowercase()),
        "upperLetter" => letter(number).map(|l| l.to_uppercase()),
        "lowerLetter" => letter(number),
        "ordinal" => Some(ordinal(number)),
        "numberInDash" => Some(format!("- {number} -")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(full_width(number)),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed('①', 20, number),
        "decimalEnclosedParen" => enclosed('⑴', 20, number),
        "decimalEnclosedFullstop" => enclosed('⒈', 20, number),
        "ideographEnclosedCircle" => enclosed('㊀', 10, number),
        "ideographTraditional" => nth(STEMS, number),
        "ideographZodiac" => nth(BRANCHES, number),
        "ideographZodiacTraditional" => zodiac(number),
        "chineseCounting" | "taiwaneseCounting" | "japaneseCounting" if number < 100 => Some(thousands(number)),
        "chineseCounting" | "taiwaneseCounting" | "ideographDigital" | "taiwaneseDigital" | "koreanDigital2" => {
            Some(digits(number))
        }
        "chineseCountingThousand" | "taiwaneseCountingThousand" | "japaneseCounting" => Some(thousands(number)),
        "chineseLegalSimplified" => Some(legal(number)),
        _ => None,
    };
    printed.unwrap_or_else(|| number.to_string())
}

fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut roman = String::new();
    for (step, sign) in STEPS {
        while rest >= step {
            roman.push_str(sign);
            rest -= step;
        }
    }
    Some(roman)
}

/// a … z, aa, bb, …: Word repeats the letter.
fn letter(number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|i| *i < 780)?;
    let letter = char::from(b'a' + u8::try_from(index % 26).ok()?);
    Some(std::iter::repeat_n(letter, usize::try_from(index / 26).ok()? + 1).collect())
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn full_width(number: u32) -> String {
    let wide = |c: char| {
        c.to_digit(10)
            .and_then(|d| char::from_u32('０' as u32 + d))
            .unwrap_or(c)
    };
    number.to_string().chars().map(wide).collect()
}

fn enclosed(first: char, most: u32, number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|i| *i < most)?;
    char::from_u32(first as u32 + index).map(String::from)
}

fn nth(signs: &str, number: u32) -> Option<String> {
    signs
        .chars()
        .nth(usize::try_from(number.checked_sub(1)?).ok()?)
        .map(String::from)
}

fn zodiac(number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|i| *i < 60)?;
    Some(nth(STEMS, index % 10 + 1)? + &nth(BRANCHES, index % 12 + 1)?)
}

/// 一〇五, digit by digit.
fn digits(number: u32) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|d| DIGITS.get(usize::try_from(d).ok()?))
            .copied()
    };
    number.to_string().chars().filter_map(digit).collect()
}

/// 十二, 一百零五: counting words, without 一 before a leading 十.
fn thousands(number: u32) -> String {
    let mut digits = DIGITS;
    digits[0] = "零";
    let counted = counted(number, &digits, ["", "十", "百", "千", "万"]);
    counted
        .strip_prefix("一十")
        .map(|rest| format!("十{rest}"))
        .unwrap_or(counted)
}

fn legal(number: u32) -> String {
    counted(number, &LEGAL, ["", "拾", "佰", "仟", "万"])
}

fn counted(number: u32, digits: &[&str; 10], units: [&str; 5]) -> String {
    if number == 0 || number > 99_999 {
        return if number == 0 {
            digits[0].to_owned()
        } else {
            number.to_string()
        };
    }
    let figures: Vec<usize> = number
        .to_string()
        .chars()
        .filter_map(|c| c.to_digit(10).and_then(|d| usize::try_from(d).ok()))
        .collect();
    let mut printed = String::new();
    let mut gap = false;
    for (place, figure) in figures.iter().enumerate() {
        if *figure == 0 {
            gap = true;
            continue;
        }
        if gap {
            printed.push_str(digits[0]);
        }
        gap = false;
        printed.push_str(digits[*figure]);
        printed.push_str(units[figures.len() - 1 - place]);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: &str, cases: &[(u32, &str)]) {
        for (number, expect) in cases {
            assert_eq!(print(format, *number), *expect, "{format} {number}");
        }
    }

    #[test]
    fn formats_print_as_word_does() {
        check("decimal", &[(1, "1"), (0, "0")]);
        check(
            "chineseCounting",
            &[
                (1, "一"),
                (10, "十"),
                (12, "十二"),
                (20, "二十"),
                (99, "九十九"),
                (105, "一〇五"),
            ],
        );
        check(
            "chineseCountingThousand",
            &[
                (12, "十二"),
                (100, "一百"),
                (105, "一百零五"),
                (112, "一百一十二"),
                (1001, "一千零一"),
            ],
        );
        check("chineseLegalSimplified", &[(12, "壹拾贰"), (305, "叁佰零伍")]);
        check("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
        check("ideographZodiacTraditional", &[(1, "甲子"), (13, "丙子"), (60, "癸亥")]);
        check("decimalFullWidth", &[(12, "１２")]);
        check("decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (21, "21")]);
        check("lowerLetter", &[(1, "a"), (26, "z"), (27, "aa"), (28, "bb")]);
        check("upperRoman", &[(4, "IV"), (1999, "MCMXCIX"), (4000, "4000")]);
        check("ordinal", &[(1, "1st"), (12, "12th"), (23, "23rd")]);
        check("ideographDigital", &[(10, "一〇")]);
        check("unheardOf", &[(7, "7")]);
    }
}
