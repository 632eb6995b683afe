//! The codebook: concepts and their expressions, in two layers.
//!
//! The built-in layer is neutral to the field: words that do the same work in any government text. The series' own
//! layer is data that the researcher owns, as they own a coding scheme: it adds to the built-in one and outweighs it.
//! Knows nothing of pairs of clauses.

mod agency;
mod error;
mod instrument;
mod ladder;
mod vocabulary;

pub use agency::AgencyNames;
pub use error::{EntryFault, LexiconError, Table};
pub use instrument::{BUILT_IN_INSTRUMENTS, InstrumentKind, Instruments, Subtype};
pub use ladder::{HIGHEST_RUNG, Ladder};
pub use vocabulary::Vocabulary;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use toml::Spanned;

/// The built-in lexicon as it is stored.
pub const BUILT_IN: &str = include_str!("../../assets/lexicon.toml");

/// Concepts of one layer, with words that say how and not what.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    /// Words that are never compared.
    stop: BTreeSet<String>,
    /// Words of the policy frame (建立, 完善, 机制): compared at a lower weight.
    frame: BTreeSet<String>,
    /// Terms that are not to be cut apart.
    words: Vec<String>,
    matcher: Option<AhoCorasick>,
    /// Concept of each pattern of the matcher.
    owners: Vec<usize>,
    rungs: ladder::Rungs,
    instruments: Vec<instrument::Listed>,
    agencies: AgencyNames,
}

/// One concept with the expressions that stand for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Name a person gave it.
    pub name: String,
    /// Expressions, any of which stands for the concept.
    pub expressions: Vec<String>,
}

/// One place where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of the concept.
    pub concept: usize,
    /// First byte in the text that was searched.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A lexicon file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    stop: Vec<String>,
    #[serde(default)]
    frame: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default, rename = "concept")]
    concepts: Vec<Spanned<Concept>>,
    #[serde(default, rename = "rung")]
    rungs: Vec<ladder::Rung>,
    #[serde(default, rename = "instrument")]
    instruments: Vec<instrument::Entry>,
    #[serde(default, rename = "agency")]
    agencies: Vec<agency::Entry>,
}

/// The layer that is built into the program.
pub fn built_in() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> =
        LazyLock::new(|| parse(BUILT_IN).expect("a unit test reads the lexicon in assets/"));
    &LEXICON
}

/// The built-in list of policy instruments.
fn built_in_instruments() -> &'static Lexicon {
    static LIST: LazyLock<Lexicon> =
        LazyLock::new(|| parse(BUILT_IN_INSTRUMENTS).expect("a unit test reads the list in assets/"));
    &LIST
}

/// Reads a lexicon: `[[concept]]` tables with `name` and `expressions`, `words` that are not to be cut apart, `[[rung]]`s
/// of the ladder of certainty, `[[instrument]]`s and `[[agency]]` tables.
///
/// # Errors
/// A syntax error or an unknown key with its place; a concept without name or expressions; an entry of the other tables
/// that says nothing, says one thing twice, or names a rung that is not there, with its place.
pub fn parse(text: &str) -> Result<Lexicon, LexiconError> {
    let file: File = toml::from_str(text).map_err(LexiconError::from)?;
    for (at, concept) in file.concepts.iter().enumerate() {
        let Concept { name, expressions } = concept.get_ref();
        if name.trim().is_empty() || expressions.is_empty() {
            return Err(LexiconError::EmptyConcept {
                number: at + 1,
                span: concept.span(),
            });
        }
    }
    let concepts: Vec<Concept> = file.concepts.into_iter().map(Spanned::into_inner).collect();
    let (mut patterns, mut owners) = (Vec::new(), Vec::new());
    for (owner, concept) in concepts.iter().enumerate() {
        for expression in concept.expressions.iter().map(|e| fold(e)).filter(|e| !e.is_empty()) {
            patterns.push(expression);
            owners.push(owner);
        }
    }
    let (rungs, instruments) = (ladder::read(&file.rungs)?, instrument::read(&file.instruments)?);
    // Built once to see that they can be; the vocabulary builds them with the built-in ones.
    Ladder::of(&[&rungs])?;
    Instruments::of(&[&instruments])?;
    let matcher = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns);
    Ok(Lexicon {
        concepts,
        stop: file.stop.into_iter().collect(),
        frame: file.frame.into_iter().collect(),
        words: file.words,
        matcher: Some(matcher.map_err(|_| LexiconError::TooLarge)?),
        owners,
        rungs,
        instruments,
        agencies: agency::read(&file.agencies)?,
    })
}

/// Folds full-width ASCII and drops white space, as compared texts are.
fn fold(expression: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    expression.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

impl Lexicon {
    /// The concepts, in file order.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Terms that are not to be cut apart where texts are cut into words, in file order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether a word is never compared.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Whether a word belongs to the policy frame.
    pub fn is_frame_word(&self, word: &str) -> bool {
        self.frame.contains(word)
    }

    /// Every place in a folded text where an expression stands, overlaps included, in the order of their ends.
    ///
    /// # Complexity
    /// Linear in the text and the number of hits.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let Some(matcher) = &self.matcher else {
            return Vec::new();
        };
        let hit = |m: aho_corasick::Match| Hit {
            concept: self.owners[m.pattern().as_usize()],
            start: m.start(),
            end: m.end(),
        };
        matcher.find_overlapping_iter(text).map(hit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_layer_reads_and_is_neutral_to_the_field() {
        let lexicon = built_in();
        assert!(lexicon.concepts().len() > 100);
        assert!(lexicon.is_stop_word("的") && lexicon.is_frame_word("完善"));
        let names: BTreeSet<_> = lexicon.concepts().iter().map(|c| &c.name).collect();
        assert_eq!(names.len(), lexicon.concepts().len(), "concept names are unique");
        for word in ["专利", "商标", "著作权", "知识产权", "地理标志"] {
            assert!(
                !lexicon
                    .concepts()
                    .iter()
                    .any(|c| c.expressions.iter().any(|e| e == word)),
                "{word}"
            );
        }
    }

    #[test]
    fn finds_every_expression() {
        let lexicon = parse("[[concept]]\nname = '域外'\nexpressions = ['海外', '境外', 'ＰＣＴ']").expect("valid");
        let found: Vec<_> = lexicon
            .find("境外布局与PCT")
            .iter()
            .map(|h| (h.concept, h.start))
            .collect();
        assert_eq!(found, [(0, 0), (0, 15)]);
        assert!(Lexicon::default().find("境外").is_empty());
    }

    #[test]
    fn reports_what_is_wrong() {
        assert!(matches!(
            parse("[[concept]]\nname = ''\nexpressions = ['甲']"),
            Err(LexiconError::EmptyConcept { number: 1, .. })
        ));
        assert!(matches!(
            parse("[[concpt]]\nname = 'x'"),
            Err(LexiconError::Syntax { .. })
        ));
        let check = |text: &str, expect: (Table, EntryFault), place: &str| match parse(text) {
            Err(LexiconError::Entry { table, fault, span }) => {
                assert_eq!((table, fault), expect, "{text}");
                assert_eq!(&text[span], place, "{text}");
            }
            other => panic!("{text}: {other:?}"),
        };
        let twice = |word: &str| EntryFault::Twice(word.into());
        check(
            "[[rung]]\nlevel = 8\nwords = ['甲']",
            (Table::Rung, EntryFault::Level),
            "8",
        );
        check(
            "[[rung]]\nlevel = 3\nwords = []",
            (Table::Rung, EntryFault::Empty),
            "[]",
        );
        check(
            "[[rung]]\nlevel = 3\nwords = ['甲', '甲']",
            (Table::Rung, twice("甲")),
            "'甲'",
        );
        let head = "[[instrument]]\nkind = 'supply'\nen = 'e'\n";
        check(
            &format!("{head}zh = '甲'"),
            (Table::Instrument, EntryFault::Empty),
            "'甲'",
        );
        let twofold = format!("{head}zh = '甲'\nexpressions = ['乙']\nwithout = ['乙']");
        check(&twofold, (Table::Instrument, twice("乙")), "'乙'");
        check(
            "[[agency]]\nname = '甲'\nnames = []",
            (Table::Agency, EntryFault::Empty),
            "'甲'",
        );
        let two = "[[agency]]\nname = '甲'\nnames = ['乙']\n[[agency]]\nname = '丙'\nnames = ['乙']";
        check(two, (Table::Agency, twice("乙")), "'乙'");
        assert!(matches!(
            parse("[[instrument]]\nkind = 'gift'\nzh = '甲'\nen = 'e'"),
            Err(LexiconError::Syntax { span: Some(_), .. })
        ));
        assert!(matches!(
            parse("[[concept]"),
            Err(LexiconError::Syntax { span: Some(_), .. })
        ));
    }
}
