//! Decodes bytes: what is stated wins, then a byte order mark, then valid UTF-8, then a guess that is reported.

use super::error::ReadFailure;
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Largest share of unreadable places that a stated encoding may have, in thousandths: one bad byte in a page is a
/// blemish to be shown, more of them mean that the statement is wrong.
const STATED_MALFORMED_PERMILLE: usize = 5;

/// Smallest share of ASCII, Han and CJK punctuation in a plausible guess, in per cent.
///
/// The seeds and the 3,475 statutes reach 99; random bytes read as GBK reach about 75, as windows-1252 about 40.
const PLAUSIBLE_PERCENT: usize = 90;

/// Valid multi-byte characters for each broken one from which bytes count as damaged UTF-8 rather than as another encoding.
///
/// GBK text read as UTF-8 has far more broken places than valid characters.
const DAMAGED_UTF8_RATIO: usize = 20;

/// Decoded text and the encoding's WHATWG name.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) encoding: String,
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Decodes the bytes of a text file; a byte order mark is not part of the text, line ends stay as they are.
///
/// # Errors
/// `binary-file` for bytes that are no text, `undecodable` with the guess and the way to state the encoding.
pub(super) fn decode(bytes: &[u8], stated: Option<&'static Encoding>) -> Result<Decoded, ReadFailure> {
    if let Some(encoding) = stated {
        return decode_stated(bytes, encoding);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_strictly(&bytes[mark..], encoding);
    }
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|t| !is_binary(t.as_bytes())) {
        return Ok(Decoded {
            encoding: UTF_8.name().into(),
            text: text.to_owned(),
            diagnostics: Vec::new(),
        });
    }
    guess(bytes)
}

/// The encoding of a label as people write it (`GB18030`, `gbk`, `Big5`, `utf-16`), if it is one.
pub(super) fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes()).filter(|e| *e != encoding_rs::REPLACEMENT)
}

/// Text of an XML part: UTF-8, or UTF-16 with its byte order mark.
pub(super) fn decode_xml(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
    Some(text.into_owned())
}

fn guess(bytes: &[u8]) -> Result<Decoded, ReadFailure> {
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_strictly(bytes, encoding).map(|d| reported(d, encoding));
    }
    if is_binary(bytes) {
        return Err(binary());
    }
    if is_damaged_utf8(bytes) {
        return decode_strictly(bytes, UTF_8);
    }
    let candidates = candidates(bytes);
    let readable = candidates
        .iter()
        .filter_map(|e| Some((*e, decode_strictly(bytes, e).ok()?)));
    let plausible = readable.filter(|(_, d)| plausible_percent(&d.text) >= PLAUSIBLE_PERCENT);
    let best = plausible.min_by_key(|(_, d)| std::cmp::Reverse(marks_permille(&d.text)));
    match best {
        Some((encoding, decoded)) => Ok(reported(decoded, encoding)),
        None => Err(undecodable(candidates[0], first_bad_line(bytes, candidates[0]))),
    }
}

/// What the bytes may be, the likeliest first.
fn candidates(bytes: &[u8]) -> [&'static Encoding; 4] {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = |domain: &[u8]| detector.guess(Some(domain), chardetng::Utf8Detection::Allow);
    [guess(b"cn"), guess(b"tw"), encoding_rs::GBK, encoding_rs::BIG5]
}

/// Thousandths of the characters that are the commonest marks and words: what a wrong decoding of Chinese lacks.
///
/// GBK and Big5 overlap so far that short texts decode in both; the detector alone took a Big5 statute for GBK.
fn marks_permille(text: &str) -> usize {
    let marks = text
        .chars()
        .filter(|c| "，。、；：（）《》的之一為为及和等应應".contains(*c))
        .count();
    marks * 1000 / text.chars().count().max(1)
}

fn decode_strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, ReadFailure> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(Decoded {
            encoding: encoding.name().into(),
            text: text.into_owned(),
            diagnostics: Vec::new(),
        }),
        None => Err(undecodable(encoding, first_bad_line(bytes, encoding))),
    }
}

fn decode_stated(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, ReadFailure> {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let given = bytes.windows(3).filter(|w| *w == "\u{FFFD}".as_bytes()).count();
    let given = if encoding == UTF_8 { given } else { 0 };
    let bad = text.matches('\u{FFFD}').count().saturating_sub(given);
    if bad * 1000 > text.chars().count() * STATED_MALFORMED_PERMILLE {
        return Err(wrongly_stated(encoding, bad));
    }
    let mut decoded = Decoded {
        encoding: encoding.name().into(),
        text: text.into_owned(),
        diagnostics: Vec::new(),
    };
    if bad > 0 {
        let message = Bilingual::new(
            format!(
                "按清单所写的编码 {} 有 {bad} 处无法解码，以“\u{FFFD}”代替",
                encoding.name()
            ),
            format!(
                "{bad} place(s) cannot be decoded as {}, the encoding the manifest states; shown as '\u{FFFD}'",
                encoding.name()
            ),
        );
        decoded
            .diagnostics
            .push(Diagnostic::warning("encoding-damaged", None, message));
    }
    Ok(decoded)
}

fn reported(mut decoded: Decoded, encoding: &'static Encoding) -> Decoded {
    let name = encoding.name();
    let message = Bilingual::new(
        format!("文件未注明编码，按内容推断为 {name}；如有乱码，可在清单中写明 encoding"),
        format!("encoding guessed from content: {name}; if the text looks wrong, state `encoding` in the manifest"),
    );
    decoded
        .diagnostics
        .push(Diagnostic::note("encoding-guessed", None, message));
    decoded
}

/// UTF-16 without a byte order mark: decodes wholly, and to text that is plainly Chinese or English.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) || bytes.len() < 4 {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some_and(|t| {
                let breaks = t
                    .chars()
                    .any(|c| matches!(c, '\n' | '\r' | ' ' | '，' | '。' | '、' | '；'));
                breaks && plausible_percent(&t) >= PLAUSIBLE_PERCENT
            })
    })
}

/// Whether bytes hold control codes that no text file has.
fn is_binary(bytes: &[u8]) -> bool {
    let odd = |b: &u8| *b < 0x20 && !matches!(*b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B);
    let count = bytes.iter().filter(|b| odd(b)).count();
    bytes.contains(&0) || count * 200 > bytes.len()
}

fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken > 0 && wide >= broken * DAMAGED_UTF8_RATIO
}

fn plausible_percent(text: &str) -> usize {
    let (mut all, mut good) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        good += usize::from(is_usual(c));
    }
    (good * 100).checked_div(all).unwrap_or(0)
}

/// Characters that policy texts are made of: printable ASCII, common Han, CJK and general punctuation, full-width forms.
fn is_usual(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}'
        | '\u{2010}'..='\u{2026}' | '·' | '\u{2460}'..='\u{249B}' | 'Ⅰ'..='Ⅻ')
}

fn first_bad_line(bytes: &[u8], encoding: &'static Encoding) -> Option<usize> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let at = text.find('\u{FFFD}')?;
    Some(text[..at].matches('\n').count() + 1)
}

fn binary() -> ReadFailure {
    ReadFailure::new(
        "binary-file",
        (
            "这不是文本文件（含有文本中不会出现的控制字节）",
            "this is not a text file (it holds control bytes that no text has)",
        ),
        (
            "支持 .txt .md .html .docx .pdf；请另存为其中一种",
            "save it as .txt, .md, .html, .docx or .pdf",
        ),
    )
}

fn undecodable(encoding: &'static Encoding, line: Option<usize>) -> ReadFailure {
    let name = encoding.name();
    let (zh, en) = line.map_or((String::new(), String::new()), |l| {
        (format!("（第 {l} 行起）"), format!(" (from line {l})"))
    });
    ReadFailure::new(
        "undecodable",
        (
            format!("推断编码为 {name}，但按它解码得不到通顺的文字{zh}"),
            format!("the encoding looks like {name}, but the file is not readable in it{en}"),
        ),
        (
            "在 corpus.toml 的该 [[document]] 下写明编码，如 encoding = \"gb18030\"（或 \"utf-8\"、\"big5\"、\"utf-16le\"）；\
             也可用记事本另存为 UTF-8",
            "state it under the file's [[document]] in corpus.toml, for example encoding = \"gb18030\" \
             (or \"utf-8\", \"big5\", \"utf-16le\"); or save the file as UTF-8",
        ),
    )
}

fn wrongly_stated(encoding: &'static Encoding, bad: usize) -> ReadFailure {
    let name = encoding.name();
    ReadFailure::new(
        "undecodable",
        (
            format!("清单写明编码为 {name}，但有 {bad} 处无法按它解码"),
            format!("the manifest states {name}, but {bad} place(s) cannot be decoded as that"),
        ),
        (
            "改写或删去 encoding 一项，让程序按内容推断",
            "correct `encoding`, or take it out to let the program guess from the content",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str =
        "第一条　为了加强知识产权保护，制定本办法。\r\n（一）完善专利导航机制；\r（二）加大惩罚性赔偿力度。\n";
    const TRADITIONAL: &str =
        "第一條　為加強智慧財產權之保護，促進產業發展，特制定本辦法。\n主管機關應輔導事業建立管理制度。\n";

    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes, None).unwrap_or_else(|f| panic!("{f:?}"));
        assert_eq!((decoded.encoding.as_str(), decoded.text.as_str()), (encoding, text));
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_gives_the_text_with_its_line_ends() {
        check(TEXT.as_bytes(), "UTF-8", TEXT);
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), "UTF-8", TEXT);
        check(&encoding_rs::GB18030.encode(TEXT).0, "GBK", TEXT);
        check(&encoding_rs::BIG5.encode(TRADITIONAL).0, "Big5", TRADITIONAL);
        check(&utf16(&format!("\u{FEFF}{TEXT}"), u16::to_le_bytes), "UTF-16LE", TEXT);
        check(&utf16(&format!("\u{FEFF}{TEXT}"), u16::to_be_bytes), "UTF-16BE", TEXT);
        check(&utf16(TEXT, u16::to_le_bytes), "UTF-16LE", TEXT);
        check(&utf16(TEXT, u16::to_be_bytes), "UTF-16BE", TEXT);
    }

    #[test]
    fn rare_characters_of_gb18030_survive() {
        let text = format!("{TEXT}㐀𠀀龦");
        check(&encoding_rs::GB18030.encode(&text).0, "GBK", &text);
    }

    #[test]
    fn a_guess_is_reported_and_certainty_is_not() {
        let codes =
            |bytes: &[u8]| decode(bytes, None).map(|d| d.diagnostics.iter().map(|x| x.code).collect::<Vec<_>>());
        assert_eq!(codes(&encoding_rs::GBK.encode(TEXT).0), Ok(vec!["encoding-guessed"]));
        assert_eq!(codes(TEXT.as_bytes()), Ok(vec![]));
    }

    #[test]
    fn what_cannot_be_read_names_the_guess_and_the_way_out() {
        let mut damaged = TEXT.repeat(5).into_bytes();
        damaged.insert(TEXT.len() + 3, 0xFF);
        let failure = decode(&damaged, None).expect_err("damaged");
        assert_eq!(failure.code, "undecodable");
        assert!(
            failure.message.en.contains("UTF-8") && failure.message.en.contains("line 3"),
            "{failure:?}"
        );
        assert!(failure.hint.en.contains("encoding ="));
        let stated = decode(&damaged, Some(UTF_8)).expect("one bad byte in 300 characters is a blemish");
        assert_eq!(stated.diagnostics[0].code, "encoding-damaged");
        assert_eq!(
            decode(&encoding_rs::GBK.encode(TEXT).0, Some(UTF_8))
                .err()
                .map(|f| f.code),
            Some("undecodable")
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for bytes in [
            &b"\x7fELF\x01\x00\x00\x00abc"[..],
            &[0xFFu8, 0x80, 0x81, 0xFE, 0x90][..],
            &[1u8, 2, 3][..],
        ] {
            assert!(decode(bytes, None).is_err(), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), which in 0usize..5) {
            let stated = [None, named("gb18030"), named("utf-8"), named("utf-16le"), named("big5")][which];
            if let Ok(decoded) = decode(&bytes, stated) {
                prop_assert!(named(&decoded.encoding).is_some());
            }
        }

        #[test]
        fn valid_utf8_comes_back_unchanged(text in "[\\PC\\n\\r]{0,200}") {
            prop_assume!(!text.starts_with('\u{FEFF}'));
            prop_assert_eq!(decode(text.as_bytes(), None).ok().map(|d| d.text), Some(text));
        }
    }
}
