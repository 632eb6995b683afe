//! A number that shaped a result, under the name that reports print; knows nothing of what it stands for.

/// A named constant of a stage. Where it was measured stands beside the constant itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// `stage.name`, kebab-case.
    pub name: &'static str,
    /// Its value, in the unit that the constant's documentation gives.
    pub value: f64,
}

impl Parameter {
    /// A parameter.
    pub const fn new(name: &'static str, value: f64) -> Self {
        Self { name, value }
    }
}
