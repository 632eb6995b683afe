//! Decodes bytes: a byte order mark wins, then valid UTF-8, then a guess that is reported.

use super::read::ReadFailure;
use crate::diagnostic::Diagnostic;
use crate::lang::Bilingual;

/// Decoded text and the encoding's WHATWG name.
pub(super) struct Decoded {
    pub(super) encoding: String,
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Decodes the bytes of a text file.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ReadFailure> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return decode_as(&bytes[mark..], encoding, false);
    }
    if bytes.contains(&0) {
        return Err(ReadFailure {
            code: "binary-file",
            message: Bilingual::new(
                "这不是文本文件（含有零字节）",
                "this is not a text file (it holds zero bytes)",
            ),
            hint: Bilingual::new(
                "支持 .txt .md .html .docx .pdf；请另存为其中一种",
                "save it as .txt, .md, .html, .docx or .pdf",
            ),
        });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            encoding: "UTF-8".into(),
            text: text.to_owned(),
            diagnostics: Vec::new(),
        });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    decode_as(
        bytes,
        detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow),
        true,
    )
}

fn decode_as(bytes: &[u8], encoding: &'static encoding_rs::Encoding, guessed: bool) -> Result<Decoded, ReadFailure> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    if malformed {
        return Err(ReadFailure {
            code: "undecodable",
            message: Bilingual::new(format!("按 {name} 解码失败"), format!("cannot be decoded as {name}")),
            hint: Bilingual::new("用记事本另存为 UTF-8 后再试", "save the file as UTF-8 and try again"),
        });
    }
    let diagnostics = if guessed {
        let message = Bilingual::new(
            format!("编码按内容推断为 {name}"),
            format!("encoding guessed from content: {name}"),
        );
        vec![Diagnostic::note("encoding-guessed", None, message)]
    } else {
        Vec::new()
    };
    Ok(Decoded {
        encoding: name.into(),
        text: text.into_owned(),
        diagnostics,
    })
}
