//! Documents that the tests build themselves, against what Word prints and, where installed, what LibreOffice prints.

use super::*;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml""#;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const PART_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Three levels 一、（一）1. with the second tied to a style, and a second list over the same levels that starts anew.
const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Item"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%4"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;

const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="ItemBold"><w:name w:val="ItemBold"/><w:basedOn w:val="Item"/></w:style>"#;

fn docx(body: &str) -> Vec<u8> {
    let wrap = |tag: &str, inner: &str| {
        format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{tag} {NAMESPACES}>{inner}</w:{tag}>"#)
    };
    let document = wrap("document", &format!("<w:body>{body}</w:body>"));
    packed(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", PART_RELATIONS),
        ("word/document.xml", &document),
        ("word/numbering.xml", &wrap("numbering", NUMBERING)),
        ("word/styles.xml", &wrap("styles", STYLES)),
    ])
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a new part");
        writer.write_all(text.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

fn paragraph(list: Option<(u32, u32)>, text: &str) -> String {
    let properties = list.map_or(String::new(), |(id, level)| {
        format!(r#"<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr></w:pPr>"#)
    });
    format!("<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn numbered() -> String {
    [
        paragraph(None, "关于保护的意见"),
        paragraph(Some((1, 0)), "总体要求"),
        styled("Item", "指导思想"),
        styled("ItemBold", "基本原则"),
        paragraph(Some((1, 2)), "坚持保护"),
        paragraph(Some((1, 2)), "坚持服务"),
        paragraph(Some((1, 0)), "主要任务"),
        styled("Item", "加强保护"),
        paragraph(Some((1, 2)), "加大力度"),
        paragraph(Some((2, 2)), "另起编号"),
        paragraph(Some((2, 2)), "接着编号"),
        paragraph(Some((0, 0)), "没有编号"),
    ]
    .concat()
}

fn check(body: &str, expect: &[&str]) {
    let text = read(&docx(body)).unwrap_or_else(|f| panic!("{f:?}")).text;
    assert_eq!(text.lines().collect::<Vec<_>>(), expect);
}

#[test]
fn automatic_numbers_are_restored() {
    // `w:isLgl` turns 二.一.1 into 2.1.1 in Word; LibreOffice does not know it.
    check(
        &(numbered() + &paragraph(Some((1, 3)), "全用数字")),
        &[
            "关于保护的意见",
            "一、总体要求",
            "（一）指导思想",
            "（二）基本原则",
            "1. 坚持保护",
            "2. 坚持服务",
            "二、主要任务",
            "（一）加强保护",
            "1. 加大力度",
            "5. 另起编号",
            "6. 接着编号",
            "没有编号",
            "2.1.1 全用数字",
        ],
    );
}

#[test]
fn insertions_stay_and_deletions_go() {
    check(
        r#"<w:p><w:r><w:t>加强</w:t></w:r><w:ins><w:r><w:t>全面</w:t></w:r></w:ins><w:del><w:r><w:delText>部分</w:delText></w:r></w:del><w:r><w:t>保护</w:t></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:hyperlink><w:r><w:t>链接</w:t><w:tab/><w:t>后</w:t><w:br/><w:t>换行</w:t></w:r></w:hyperlink></w:p>"#,
        &["加强全面保护", "前半后半", "链接\t后", "换行"],
    );
}

#[test]
fn text_boxes_come_once_and_tables_keep_their_duties() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(None, text));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row("任务", "责任单位"),
        row("建设中心", "市财政局")
    );
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(None, "框内"));
    let boxed = format!(
        r#"<w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{content}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
    );
    check(
        &(boxed + &table),
        &["框外", "框内", "任务", "责任单位", "建设中心", "责任单位：市财政局"],
    );
}

#[test]
fn hostile_packages_end_in_an_error() {
    let bomb = packed(&[("word/document.xml", &" ".repeat(80 << 20))]);
    assert_eq!(read(&bomb).err().map(|f| f.code), Some("docx-too-large"));
    assert_eq!(
        read(&packed(&[("word/other.xml", "")])).err().map(|f| f.code),
        Some("damaged-docx")
    );
    let mut cut = docx(&numbered());
    cut.truncate(cut.len() / 2);
    assert_eq!(read(&cut).err().map(|f| f.code), Some("damaged-docx"));
}

#[test]
fn styles_that_refer_to_each_other_end() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    let styles = format!("<w:styles {NAMESPACES}>{styles}</w:styles>");
    let document = format!(
        "<w:document {NAMESPACES}><w:body>{}</w:body></w:document>",
        styled("A", "文")
    );
    let bytes = packed(&[("word/document.xml", &document), ("word/styles.xml", &styles)]);
    assert_eq!(read(&bytes).map(|e| e.text), Ok("文\n".into()));
}

#[test]
fn the_numbers_are_those_that_libreoffice_prints() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("numbered.docx");
    let bytes = docx(&numbered());
    std::fs::write(&file, &bytes).expect("written");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let office = std::process::Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
        ])
        .arg(folder.path())
        .arg(&file)
        .output();
    let Some(printed) = office
        .ok()
        .and_then(|_| std::fs::read_to_string(folder.path().join("numbered.txt")).ok())
    else {
        return note_skipped();
    };
    let squeezed = |text: &str| -> Vec<String> {
        let lines = text.trim_start_matches('\u{FEFF}').lines();
        lines
            .map(|l| l.split_whitespace().collect::<String>())
            .filter(|l| !l.is_empty())
            .collect()
    };
    assert_eq!(squeezed(&read(&bytes).expect("readable").text), squeezed(&printed));
}

fn note_skipped() {
    writeln!(std::io::stderr(), "skipped: soffice is not installed").expect("standard error is open");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn mutated_packages_never_panic(at in 0usize..4000, bytes in prop::collection::vec(any::<u8>(), 1..12)) {
        let mut package = docx(&numbered());
        for (offset, byte) in bytes.into_iter().enumerate() {
            let index = (at + offset) % package.len();
            package[index] = byte;
        }
        let _ = read(&package);
    }

    #[test]
    fn mutated_text_never_panics(parts in prop::collection::vec(prop::sample::select(vec![
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "一、", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
        "<w:numPr><w:ilvl w:val=\"99\"/><w:numId w:val=\"1\"/></w:numPr>", "<w:pPr>", "</w:pPr>", "<w:br/>", "<w:sym w:char=\"D800\"/>",
    ]), 0..25)) {
        let _ = read(&docx(&parts.concat()));
    }
}
