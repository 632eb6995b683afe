//! Targets: figures that a text commits to, and the same indicator through time.

use super::series::Series;
use super::strength::Direction;
use crate::ids::ClauseRef;
use crate::lang::Bilingual;
use crate::span::Span;

/// A figure that a text commits to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The measure that holds it.
    pub clause: ClauseRef,
    /// Number, unit and bound as printed (达36件, 93%以上).
    pub span: Span,
    /// What is counted, as printed.
    pub indicator: Span,
    /// Name of what is counted, without basis and bound.
    pub name: String,
    /// The number, in the unit below (14万件 is 140000 件, 5亿元 is 500000000 元).
    pub value: f64,
    /// Unit without 万 and 亿; `%` for shares.
    pub unit: String,
    /// Whether the number is a floor, a ceiling or met.
    pub bound: Bound,
    /// What the number is counted over.
    pub basis: Basis,
    /// Year it is due, if the clause or the one that governs it says so.
    pub year: Option<i32>,
}

/// What a number bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// 以上、不低于、超过
    AtLeast,
    /// 以下、不超过
    AtMost,
    /// 达到、达、为 or nothing
    Reach,
    /// 左右、约
    About,
}

impl Bound {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::Reach => "reach",
            Bound::About => "about",
        }
    }
}

/// What a number is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// 累计
    Cumulative,
    /// 年度、每年
    Annual,
    /// 万人、每万人, 人均
    PerCapita,
    /// not said
    Unstated,
}

impl Basis {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Cumulative => "cumulative",
            Basis::Annual => "annual",
            Basis::PerCapita => "per-capita",
            Basis::Unstated => "unstated",
        }
    }
}

/// The same indicator through time.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Name: the wording that its targets share, or of the newest.
    pub name: String,
    /// Unit of the newest target.
    pub unit: String,
    /// Indices into [`super::Analysis::targets`], in time and reading order.
    pub targets: Vec<usize>,
    /// One for each target and the next.
    pub comparisons: Vec<Comparison>,
}

/// How one target stands to the one before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Index of the earlier target.
    pub old: usize,
    /// Index of the later target.
    pub new: usize,
    /// Whether the figures may be compared.
    pub comparability: Comparability,
    /// Direction of the figure; `Incomparable` where they may not be compared. A higher figure is no stronger policy.
    pub direction: Direction,
    /// What to bear in mind, in words.
    pub note: Bilingual,
}

/// Whether two figures may be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparability {
    /// Same basis, unit and level.
    Comparable,
    /// 累计 against 年度, for example.
    OtherBasis,
    /// A city's figure against a district's.
    OtherLevel,
    /// Units differ.
    OtherUnit,
    /// The indicator itself was redefined (发明专利 against 高价值发明专利).
    OtherDefinition,
}

impl Comparability {
    /// JSON name.
    pub fn name(self) -> &'static str {
        match self {
            Comparability::Comparable => "comparable",
            Comparability::OtherBasis => "other-basis",
            Comparability::OtherLevel => "other-level",
            Comparability::OtherUnit => "other-unit",
            Comparability::OtherDefinition => "other-definition",
        }
    }
}

/// Finds all targets, in time and reading order.
pub(super) fn targets(_series: &Series) -> Vec<Target> {
    Vec::new()
}

/// Joins targets of the same indicator.
pub(super) fn indicators(_series: &Series, _targets: &[Target]) -> Vec<Indicator> {
    Vec::new()
}
