//! What can be wrong with a PDF, whichever reader reads it.

use crate::corpus::error::ReadFailure;
use crate::corpus::limits;

/// No reader is at hand.
pub(super) fn reader_missing() -> ReadFailure {
    ReadFailure::new(
        "pdf-reader-missing",
        (
            "读取 PDF 需要 poppler 的 pdftotext，这台电脑上没有",
            "reading PDF needs poppler's pdftotext, which is not installed here",
        ),
        (
            "安装 poppler-utils 和 poppler-data（macOS：brew install poppler），或把 PDF 另存为 .docx 或 .txt",
            "install poppler-utils and poppler-data (macOS: brew install poppler), or save the PDF as .docx or .txt",
        ),
    )
}

/// The built-in reader is asked for and this program was built without it.
#[cfg(not(feature = "pdf"))]
pub(super) fn not_built_in() -> ReadFailure {
    ReadFailure::new(
        "pdf-reader-missing",
        (
            "清单要求用内置的 PDF 读取器，这个 yange 编译时没有包含它",
            "the manifest asks for the built-in PDF reader, and this yange was built without it",
        ),
        (
            "请用 cargo install --features pdf 重新编译，或去掉 reader = \"built-in\"",
            "build it again with cargo install --features pdf, or take out reader = \"built-in\"",
        ),
    )
}

/// The file is damaged or protected; `detail` in the reader's own words.
pub(super) fn damaged(reader: &str, detail: &str) -> ReadFailure {
    ReadFailure::new(
        "damaged-pdf",
        (
            format!("{reader} 读不了这份 PDF（{detail}）"),
            format!("{reader} cannot read this PDF ({detail})"),
        ),
        (
            "文件可能损坏或有密码：请用阅读器打开后另存，或存为 .txt",
            "it may be damaged or protected: open it in a reader and save it again, or save it as .txt",
        ),
    )
}

/// Reading it took more than the limits allow.
pub(super) fn beyond_limits() -> ReadFailure {
    let (seconds, most) = (limits::EXTRACT_SECONDS, limits::EXTRACT_BYTES >> 20);
    let pages = limits::PDF_PAGES;
    ReadFailure::new(
        "extraction-limit",
        (
            format!("提取文字超过 {seconds} 秒、{most} MB 或 {pages} 页，已停止"),
            format!("extracting the text took more than {seconds} seconds, {most} MB or {pages} pages; it was stopped"),
        ),
        (
            "请把需要的页另存为较小的 PDF，或存为 .txt",
            "save the pages you need as a smaller PDF, or as .txt",
        ),
    )
}
