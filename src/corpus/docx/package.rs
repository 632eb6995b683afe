//! Unpacks the parts of a DOCX under the limits: a zip bomb ends in an error.

use crate::corpus::error::ReadFailure;
use crate::corpus::limits;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Part that names the main document, and the usual main document where it does not.
const RELATIONS: &str = "_rels/.rels";
const USUAL_MAIN: &str = "word/document.xml";

/// An opened package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ReadFailure> {
        let entries = bytes.windows(4).filter(|w| *w == b"PK\x01\x02").count();
        if entries > limits::ZIP_ENTRIES {
            return Err(too_large("zip"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?;
        Ok(Self { archive })
    }

    /// Name of the part that holds the text.
    pub(super) fn main_part(&mut self) -> Result<String, ReadFailure> {
        let Some(relations) = self.optional(RELATIONS)? else {
            return Ok(USUAL_MAIN.into());
        };
        let relations = super::xml::parse(&relations)?;
        let main = relations
            .descendants()
            .find(|n| n.attribute("Type").is_some_and(|t| t.ends_with("/officeDocument")));
        let target = main.and_then(|n| n.attribute("Target")).unwrap_or(USUAL_MAIN);
        Ok(target.trim_start_matches('/').to_owned())
    }

    pub(super) fn required(&mut self, name: &str) -> Result<String, ReadFailure> {
        self.optional(name)?.ok_or_else(|| damaged(&format!("{name}?")))
    }

    /// A part's text, `None` where the package has no such part.
    pub(super) fn optional(&mut self, name: &str) -> Result<Option<String>, ReadFailure> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error.to_string())),
        };
        let most = limits::ZIP_PART_BYTES
            .min((file.compressed_size().saturating_mul(limits::ZIP_RATIO)).max(limits::ZIP_RATIO_FROM_BYTES));
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| damaged(&e.to_string()))?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
            return Err(too_large(name));
        }
        super::super::encoding::decode_xml(&bytes)
            .map(Some)
            .ok_or_else(|| damaged(name))
    }
}

pub(super) fn damaged(detail: &str) -> ReadFailure {
    ReadFailure::new(
        "damaged-docx",
        (
            format!("Word 文档已损坏或不完整（{detail}）"),
            format!("the Word document is damaged or incomplete ({detail})"),
        ),
        (
            "请用 Word 或 WPS 打开后重新另存为 .docx；加密的文档请先取消密码",
            "open it with Word or WPS and save it as .docx again; remove a password first",
        ),
    )
}

pub(super) fn too_large(part: &str) -> ReadFailure {
    ReadFailure::new(
        "docx-too-large",
        (
            format!("Word 文档的 {part} 解压后过大或结构过于复杂，已停止读取"),
            format!("{part} of the Word document unpacks to too much or is too complex; reading stopped"),
        ),
        (
            "请把正文另存为 .txt，或复制到新的 .docx",
            "save the text as .txt, or copy it into a new .docx",
        ),
    )
}
