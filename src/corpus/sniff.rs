//! Tells what a file is by its first bytes; the extension only decides between text and Markdown.

use super::SourceFormat;
use super::error::ReadFailure;

/// How far into a file the `%PDF` mark may lie: readers accept junk before it, and portals prepend some.
const PDF_MARK_WITHIN: usize = 1024;

/// How far into a file an HTML tag must show; saved pages begin with at most a long comment.
const HTML_TAG_WITHIN: usize = 4096;

/// Decides the format of a file from its bytes, and from its lower-case extension where the bytes are plain text.
///
/// # Errors
/// A failure that names the format and how to convert it, for formats that are known and not read.
pub(super) fn sniff(bytes: &[u8], extension: &str) -> Result<SourceFormat, ReadFailure> {
    let head = &bytes[..bytes.len().min(HTML_TAG_WITHIN)];
    if find(&head[..head.len().min(PDF_MARK_WITHIN)], b"%PDF-") {
        return Ok(SourceFormat::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zip_format(bytes);
    }
    if let Some((zh, en)) = known_but_unread(bytes) {
        return Err(unsupported(zh, en));
    }
    let ascii = as_ascii(head);
    if is_html(&ascii) {
        return Ok(SourceFormat::Html);
    }
    if find(&ascii, b"<?xml") && find(&ascii, b"w:worddocument") {
        return Err(unsupported("Word XML 文档", "a Word XML document"));
    }
    if find(&ascii, b"mime-version:") && find(&ascii, b"multipart/related") {
        return Err(unsupported("单文件网页（.mht）", "a web archive (.mht)"));
    }
    Ok(match extension {
        "md" | "markdown" => SourceFormat::Markdown,
        _ => SourceFormat::Text,
    })
}

/// Names a format by extension that a folder scan meets and cannot read, with the way to convert it.
pub(super) fn unread_extension(extension: &str) -> Option<(&'static str, &'static str)> {
    match extension {
        "doc" | "wps" | "rtf" | "odt" => Some((
            "请用 Word 或 WPS 另存为 .docx 后放回",
            "save it as .docx with Word or WPS and put it back",
        )),
        "ofd" | "caj" => Some((
            "请用阅读器另存为 .pdf 或 .txt 后放回",
            "save it as .pdf or .txt with its reader and put it back",
        )),
        "jpg" | "jpeg" | "png" | "tif" | "tiff" | "bmp" => Some((
            "图片需先做文字识别（OCR），存为 .txt 后放回",
            "run OCR on the picture, save it as .txt and put it back",
        )),
        "mht" | "mhtml" => Some((
            "请在浏览器中另存为“仅 HTML”后放回",
            "save it from the browser as 'HTML only' and put it back",
        )),
        "zip" | "rar" | "7z" => Some(("请先解压", "unpack it first")),
        _ => None,
    }
}

fn zip_format(bytes: &[u8]) -> Result<SourceFormat, ReadFailure> {
    let holds = |name: &[u8]| find(bytes, name);
    if holds(b"word/document") || holds(b"[Content_Types].xml") && holds(b"word/") {
        return Ok(SourceFormat::Docx);
    }
    Err(if holds(b"OFD.xml") {
        unsupported("OFD 版式文件", "an OFD document")
    } else if holds(b"xl/workbook") {
        unsupported("Excel 工作簿", "an Excel workbook")
    } else if holds(b"opendocument.text") {
        unsupported("OpenDocument 文档（.odt）", "an OpenDocument text (.odt)")
    } else {
        unsupported("压缩包", "an archive")
    })
}

fn known_but_unread(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const MARKS: [(&[u8], (&str, &str)); 10] = [
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            (
                "旧版 Word 或 WPS 文档（.doc/.wps）",
                "an old Word or WPS document (.doc/.wps)",
            ),
        ),
        (b"{\\rtf", ("RTF 文档", "an RTF document")),
        (b"\x89PNG\r\n", ("图片", "a picture")),
        (b"\xFF\xD8\xFF", ("图片", "a picture")),
        (b"II*\0", ("图片", "a picture")),
        (b"MM\0*", ("图片", "a picture")),
        (b"Rar!\x1A\x07", ("压缩包", "an archive")),
        (b"7z\xBC\xAF\x27\x1C", ("压缩包", "an archive")),
        (b"\x1F\x8B\x08", ("压缩包", "an archive")),
        (b"CAJ\0", ("CAJ 文献", "a CAJ document")),
    ];
    MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, names)| *names)
}

/// Lower-case ASCII of the head, zero bytes dropped so that UTF-16 pages show their tags as well.
fn as_ascii(head: &[u8]) -> Vec<u8> {
    head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect()
}

/// A page, or a fragment of one as copied from an editor: begins with a block tag.
fn is_html(ascii: &[u8]) -> bool {
    const ANYWHERE: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head>", b"<body"];
    const AT_START: [&[u8]; 6] = [b"<div", b"<p>", b"<p ", b"<table", b"<article", b"<meta"];
    let mark = ascii.starts_with(b"\xEF\xBB\xBF") || ascii.starts_with(b"\xFF\xFE") || ascii.starts_with(b"\xFE\xFF");
    let body = if mark { &ascii[2..] } else { ascii };
    let body = body.strip_prefix(b"\xBF").unwrap_or(body).trim_ascii_start();
    body.starts_with(b"<") && (ANYWHERE.iter().any(|t| find(body, t)) || AT_START.iter().any(|t| body.starts_with(t)))
}

fn find(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|w| w == mark)
}

fn unsupported(zh: &str, en: &str) -> ReadFailure {
    ReadFailure::new(
        "unsupported-format",
        (
            format!("这是{zh}，不能直接读取"),
            format!("this is {en}, which cannot be read directly"),
        ),
        (
            "请另存为 .docx、.pdf、.html 或 .txt；图片和扫描件需先做文字识别（OCR）",
            "save it as .docx, .pdf, .html or .txt; run OCR on pictures and scans first",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], extension: &str, expect: Result<SourceFormat, &str>) {
        let got = sniff(bytes, extension).map_err(|f| f.code);
        assert_eq!(got, expect, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn content_first_extension_second() {
        check("第一条".as_bytes(), "txt", Ok(SourceFormat::Text));
        check("# 意见".as_bytes(), "md", Ok(SourceFormat::Markdown));
        check(b"%PDF-1.7\n", "txt", Ok(SourceFormat::Pdf));
        check(b"\r\n junk %PDF-1.4", "html", Ok(SourceFormat::Pdf));
        check(b"PK\x03\x04....word/document.xml", "doc", Ok(SourceFormat::Docx));
        check(b"\xEF\xBB\xBF<!DOCTYPE html><p>", "txt", Ok(SourceFormat::Html));
        check(b"<?xml version='1.0'?><html xmlns='x'>", "txt", Ok(SourceFormat::Html));
        check("正文里提到 <html> 标签".as_bytes(), "txt", Ok(SourceFormat::Text));
        let wide: Vec<u8> = "\u{FEFF}<html><body>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&wide, "htm", Ok(SourceFormat::Html));
    }

    #[test]
    fn known_formats_that_are_not_read_say_so() {
        for bytes in [
            &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
            b"{\\rtf1",
            b"PK\x03\x04xl/workbook.xml",
            b"\x89PNG\r\n\x1a\n",
            b"PK\x03\x04OFD.xml",
        ] {
            check(bytes, "txt", Err("unsupported-format"));
        }
    }
}
