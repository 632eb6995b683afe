//! What can be wrong with a lexicon file.

use crate::lang::Bilingual;
use std::ops::Range;

/// A lexicon file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// Not the expected TOML.
    #[error("{message}")]
    Syntax {
        /// Byte range in the file's text.
        span: Option<Range<usize>>,
        /// What the reader expected.
        message: String,
    },
    /// A concept lacks its name or its expressions.
    #[error("concept number {number} lacks its name or its expressions")]
    EmptyConcept {
        /// Counted from 1 in file order.
        number: usize,
    },
    /// More expressions than a matcher can hold.
    #[error("the lexicon holds too many expressions")]
    TooLarge,
}

impl From<toml::de::Error> for LexiconError {
    fn from(error: toml::de::Error) -> Self {
        LexiconError::Syntax {
            span: error.span(),
            message: error.message().to_owned(),
        }
    }
}

impl LexiconError {
    /// Place in the file, where there is one.
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            LexiconError::Syntax { span, .. } => span.clone(),
            _ => None,
        }
    }

    /// What is wrong, in both languages.
    pub fn message(&self) -> Bilingual {
        match self {
            LexiconError::Syntax { message, .. } => Bilingual::new(
                format!("词表格式有误：{message}"),
                format!("the lexicon is not valid: {message}"),
            ),
            LexiconError::EmptyConcept { number } => Bilingual::new(
                format!("第 {number} 个概念缺少 name 或 expressions"),
                format!("concept number {number} lacks its name or its expressions"),
            ),
            LexiconError::TooLarge => Bilingual::new("词表过大", "the lexicon holds too many expressions"),
        }
    }

    /// What to do about it, in both languages.
    pub fn hint(&self) -> Bilingual {
        Bilingual::new(
            "每个概念写作 [[concept]]，下有 name = \"…\" 和 expressions = [\"…\", \"…\"]",
            "write each concept as [[concept]] with name = \"…\" and expressions = [\"…\", \"…\"]",
        )
    }
}
