//! An embedding model that the user supplies: a static sentence embedding in a local folder, read from its bytes.
//!
//! The format is that of Model2Vec (Tulkens & van Dongen 2024): `tokenizer.json`, `model.safetensors`, `config.json`. Only
//! programs built with the feature `embed` can read one; nothing is ever downloaded.

use crate::lang::Bilingual;

/// The three files of a model, as read from disk.
#[derive(Clone, Debug, Default)]
pub struct ModelFiles {
    /// The folder as shown to people.
    pub path: String,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `model.safetensors`.
    pub weights: Vec<u8>,
    /// `config.json`.
    pub config: Vec<u8>,
}

impl ModelFiles {
    /// Names of the files in the folder, with their bytes.
    pub fn named(&self) -> [(&'static str, &[u8]); 3] {
        [
            ("tokenizer.json", &self.tokenizer),
            ("model.safetensors", &self.weights),
            ("config.json", &self.config),
        ]
    }
}

/// A model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// This program was built without the feature `embed`.
    #[error("this program was built without the feature embed and cannot read an embedding model")]
    NotBuilt,
    /// The files are no model, or a damaged one.
    #[error("not an embedding model that can be read: {0}")]
    Unreadable(String),
}

impl ModelError {
    /// What is wrong, in both languages.
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            Self::NotBuilt => "本程序编译时没有带上 embed，不能读取嵌入模型".to_owned(),
            Self::Unreadable(why) => format!("无法作为嵌入模型读取：{why}"),
        };
        Bilingual::new(zh, self.to_string())
    }

    /// The way out, in both languages.
    pub fn hint(&self) -> Bilingual {
        match self {
            Self::NotBuilt => Bilingual::new(
                "用 cargo install --path . --features embed 重新编译，或删去 corpus.toml 中的 model 一行",
                "build it anew with cargo install --path . --features embed, or delete the line `model` of corpus.toml",
            ),
            Self::Unreadable(_) => Bilingual::new(
                "文件夹须为 Model2Vec 格式（tokenizer.json、model.safetensors、config.json）；请重新复制，或删去 corpus.toml 中的 model 一行",
                "the folder must be a Model2Vec model (tokenizer.json, model.safetensors, config.json); copy it anew, or delete the line `model` of corpus.toml",
            ),
        }
    }
}

/// A model that is ready to embed texts.
pub struct Model(inner::Inner);

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// [`ModelError::NotBuilt`] without the feature `embed`; otherwise what is wrong with the files.
    pub fn parse(files: &ModelFiles) -> Result<Self, ModelError> {
        inner::parse(files).map(Self)
    }

    /// Vectors of some texts, row after row, as the model gives them, with their length.
    ///
    /// # Complexity
    /// Linear in the length of the texts times the length of a vector; side by side, the same result with any number of
    /// threads.
    pub fn vectors<'t>(&self, texts: impl Iterator<Item = &'t str>) -> (usize, Vec<f32>) {
        inner::vectors(&self.0, texts)
    }
}

#[cfg(feature = "embed")]
mod inner {
    use super::{ModelError, ModelFiles};
    use model2vec_rs::model::StaticModel;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    pub(super) type Inner = StaticModel;

    /// A text of both scripts, embedded once on reading: the crate panics on the first text where a tokenizer does not work.
    const TRIAL: &str = "知识产权 IP 2025，。";

    pub(super) fn parse(files: &ModelFiles) -> Result<Inner, ModelError> {
        let read = || {
            let model = StaticModel::from_bytes(&files.tokenizer, &files.weights, &files.config, Some(true))
                .map_err(|error| format!("{error:#}"))?;
            let tried = model.encode_flat_with_args(&[TRIAL.to_owned()], None);
            match tried.iter().all(|v| v.is_finite()) {
                _ if tried.is_empty() => Err("its vectors are empty".to_owned()),
                true => Ok(model),
                false => Err("its vectors are not numbers".to_owned()),
            }
        };
        catch_unwind(AssertUnwindSafe(read))
            .unwrap_or_else(|_| Err("its files do not fit each other".to_owned()))
            .map_err(ModelError::Unreadable)
    }

    pub(super) fn vectors<'t>(model: &Inner, texts: impl Iterator<Item = &'t str>) -> (usize, Vec<f32>) {
        let texts: Vec<String> = texts.map(str::to_owned).collect();
        // No limit on the length: an article is read to its end.
        let mut rows = model.encode_flat_with_args(&texts, None);
        rows.iter_mut().filter(|v| !v.is_finite()).for_each(|v| *v = 0.0);
        (model.dim(), rows)
    }
}

#[cfg(not(feature = "embed"))]
mod inner {
    use super::{ModelError, ModelFiles};

    /// There is none.
    pub(super) enum Inner {}

    pub(super) fn parse(_: &ModelFiles) -> Result<Inner, ModelError> {
        Err(ModelError::NotBuilt)
    }

    pub(super) fn vectors<'t>(model: &Inner, _: impl Iterator<Item = &'t str>) -> (usize, Vec<f32>) {
        match *model {}
    }
}
