//! Every limit on what a file may cost, in one place: beyond them reading ends in an error, never in a hang.
//!
//! The figures are far above any real policy document (the longest statutes stay under 1 MB of text) and low enough
//! that a hostile file is refused within seconds and a few hundred megabytes.

/// Largest document file, in bytes; a scanned planning outline with pictures reaches tens of megabytes.
pub(super) const FILE_BYTES: u64 = 100 << 20;

/// Largest text of one document, in bytes; the clause tree takes about ten times as much.
pub(super) const TEXT_BYTES: usize = 32 << 20;

/// Largest manifest, lexicon or decisions file, in bytes; ten thousand entries take under 2 MB.
pub(super) const SIDE_TEXT_BYTES: u64 = 16 << 20;

/// Largest file of word vectors or of an embedding model, in bytes.
pub(super) const VECTOR_BYTES: u64 = 1 << 30;

/// Most documents in a series; all pairs are compared, so that more would not end in useful time anyway.
pub(super) const DOCUMENTS: usize = 5_000;

/// Most entries in a zip archive; a DOCX holds tens, one with a picture a page holds hundreds.
pub(super) const ZIP_ENTRIES: usize = 10_000;

/// Largest unpacked part of a DOCX, in bytes; 1 MB of Chinese text takes about 10 MB of WordprocessingML.
pub(super) const ZIP_PART_BYTES: u64 = 64 << 20;

/// Largest ratio of unpacked to packed size of a part above [`ZIP_RATIO_FROM_BYTES`].
///
/// Real WordprocessingML shrinks 10 to 40 times; DEFLATE cannot pass 1,032, which is what a bomb reaches.
pub(super) const ZIP_RATIO: u64 = 200;

/// Size from which [`ZIP_RATIO`] is looked at: small parts may repeat themselves as they like.
pub(super) const ZIP_RATIO_FROM_BYTES: u64 = 4 << 20;

/// Deepest nesting of XML elements; Word nests a table in a table to about 20.
pub(super) const XML_DEPTH: usize = 200;

/// Most attributes of one XML element: the parser compares each with each.
pub(super) const XML_ATTRIBUTES: usize = 256;

/// Most copies of namespace declarations that the XML parser may make (each element that declares one copies all above).
pub(super) const XML_NAMESPACE_COPIES: usize = 10_000_000;

/// Most XML nodes; 64 MB of ordinary WordprocessingML hold about 3 million.
pub(super) const XML_NODES: u32 = 5_000_000;

/// Longest chain of styles or list styles that refer to each other; Word itself allows 11.
pub(super) const STYLE_CHAIN: usize = 32;

/// Largest HTML file, in bytes; saved government pages take 20 to 300 KB.
pub(super) const HTML_BYTES: usize = 16 << 20;

/// Deepest nesting of HTML elements: browsers stop at 512 as well.
pub(super) const HTML_DEPTH: usize = 512;

/// Most HTML tags; a page of 16 MB hardly has more.
pub(super) const HTML_TAGS: usize = 500_000;

/// Most elements that the HTML parser may have to re-open: tags times unclosed formatting elements (`<font>`, `<b>`, …).
pub(super) const HTML_REOPENED: usize = 5_000_000;

/// Seconds that reading one PDF may take; poppler reads 100 pages of text in about one.
pub(super) const EXTRACT_SECONDS: u64 = 60;

/// Largest output of an extracting program, in bytes.
pub(super) const EXTRACT_BYTES: u64 = 64 << 20;

/// Most pages of one PDF; statute books reach 2,000.
pub(super) const PDF_PAGES: usize = 20_000;

/// Address space of an extracting program in KiB, where the system can hold it to that.
pub(super) const EXTRACT_KIBIBYTES: u64 = 2 << 20;
