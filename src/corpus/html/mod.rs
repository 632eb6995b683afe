//! Main text of a saved web page: the article without navigation, breadcrumbs and "打印 关闭 分享".

mod article;
mod furniture;
mod guard;
mod lines;

use super::encoding::{self, Decoded};
use super::error::ReadFailure;
use encoding_rs::Encoding;

/// How far into a page its `<meta charset>` may lie; the standard says 1,024 bytes, portals need more.
const CHARSET_WITHIN: usize = 4096;

/// Decodes a page and extracts its text, one paragraph a line.
///
/// # Errors
/// As [`encoding::decode`]; `page-too-complex` beyond the limits; `no-main-text` where the page shows none.
pub(super) fn read(bytes: &[u8], stated: Option<&'static Encoding>) -> Result<Decoded, ReadFailure> {
    let mut decoded = decode(bytes, stated)?;
    guard::check(&decoded.text)?;
    let text = article::extract(&decoded.text);
    if text.trim().is_empty() {
        return Err(no_main_text());
    }
    decoded.text = text;
    Ok(decoded)
}

/// Statement, byte order mark and valid UTF-8 first; then what the page declares, then a guess.
fn decode(bytes: &[u8], stated: Option<&'static Encoding>) -> Result<Decoded, ReadFailure> {
    let certain = stated.is_some() || Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    if let Some(declared) = declared_charset(bytes).filter(|_| !certain)
        && let Ok(decoded) = encoding::decode(bytes, Some(declared))
    {
        return Ok(decoded);
    }
    encoding::decode(bytes, stated)
}

fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_WITHIN)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    encoding::named(&label)
}

fn no_main_text() -> ReadFailure {
    ReadFailure::new(
        "no-main-text",
        ("网页里找不到正文", "no main text was found in the page"),
        (
            "正文可能由脚本载入：请在浏览器中把正文复制到 .txt 或 .docx",
            "it may be loaded by a script: copy the text from the browser into a .txt or .docx",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="gb2312"><title>关于保护知识产权的意见_某市人民政府</title>
<meta name="ArticleTitle" content="关于保护知识产权的意见"><script>var a = "<p>假</p>";</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/x">政务公开</a></li></ul></div>
<div class="location">当前位置：首页 > 政务公开 > 文件</div>
<h1>关于保护知识产权的意见</h1><div class="info">发布日期：2020-03-01 浏览次数：<span>12</span> 【字体：大 中 小】</div>
<div id="zoom"><p>各区、县（市）人民政府：</p><p>&nbsp;&nbsp;一、总体要求</p><p><b>（一）</b>加强<span>专利</span>保护，
推进专利导航。</p><p>　　（二）完善机制。<br>（三）落实责任。</p>
<table><tr><th>序号</th><th>任务</th><th>责任单位</th></tr><tr><td>1</td><td>建设保护中心</td><td>市市场监管局、市财政局</td></tr></table>
<p>【打印】 【关闭】</p><div class="share">分享到：微信 微博</div></div>
<div class="footer">版权所有：某市人民政府 备案号 1234</div></body></html>"#;

    const EXPECT: &str = "关于保护知识产权的意见\n各区、县（市）人民政府：\n一、总体要求\n（一）加强专利保护，推进专利导航。\n\
        （二）完善机制。\n（三）落实责任。\n序号\n任务\n责任单位\n1\n建设保护中心\n责任单位：市市场监管局、市财政局\n";

    fn check(page: &[u8], expect: &str) {
        let decoded = read(page, None).unwrap_or_else(|f| panic!("{f:?}"));
        assert_eq!(decoded.text, expect);
    }

    #[test]
    fn the_article_alone_is_kept() {
        check(PAGE.as_bytes(), EXPECT);
        check(&encoding_rs::GBK.encode(PAGE).0, EXPECT);
    }

    #[test]
    fn a_page_without_known_marks_still_gives_its_article() {
        let body: String = (1..12)
            .map(|n| format!("<p>第{n}项任务：加强知识产权保护，完善工作机制，推动各部门共同落实。</p>"))
            .collect();
        let page = format!(
            "<html><body><div><a href=a>首页</a> <a href=b>新闻</a></div><div class=q7>{body}</div><div><a href=c>联系我们</a></div></body></html>"
        );
        let text = read(page.as_bytes(), None).expect("readable").text;
        assert_eq!(text.matches("项任务").count(), 11, "{text}");
        assert!(!text.contains("联系我们") && !text.contains("首页"), "{text}");
    }

    #[test]
    fn a_document_saved_as_a_page_is_kept_whole() {
        let body: String = (1..12)
            .map(|n| format!("<p>第{n}项任务：加强知识产权保护，完善工作机制，推动各部门共同落实。</p>"))
            .collect();
        let page = format!("<html><body><pre>试点县\n\n工作方案</pre><div>{body}</div><p>2020年1月</p></body></html>");
        let text = read(page.as_bytes(), None).expect("readable").text;
        assert!(
            text.starts_with("试点县\n工作方案\n第1项") && text.ends_with("2020年1月\n"),
            "{text}"
        );
    }

    #[test]
    fn pages_made_to_exhaust_the_parser_are_refused() {
        let deep = format!("<html>{}", "<div>".repeat(100_000));
        let reopened = format!("<html>{}{}", "<font a=1>".repeat(400), "<p>x".repeat(60_000));
        for page in [deep, reopened] {
            assert_eq!(
                read(page.as_bytes(), None).err().map(|f| f.code),
                Some("page-too-complex")
            );
        }
    }

    #[test]
    fn a_page_of_scripts_says_that_it_has_no_text() {
        let page = "<html><body><div id=app></div><script>load()</script></body></html>";
        assert_eq!(read(page.as_bytes(), None).err().map(|f| f.code), Some("no-main-text"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn mutated_pages_never_panic(at in 0usize..PAGE.len(), cut in 0usize..40, bytes in prop::collection::vec(any::<u8>(), 0..30)) {
            let mut page = PAGE.as_bytes().to_vec();
            let end = (at + cut).min(page.len());
            page.splice(at..end, bytes);
            let _ = read(&page, None);
        }
    }
}
