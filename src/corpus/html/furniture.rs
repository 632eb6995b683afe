//! What a page shows around its article: elements and lines that are no part of the document.

/// Elements that never hold the document's text.
pub(super) const ELEMENTS: &str = "script, style, noscript, template, nav, footer, form, iframe, select, button, textarea, svg, \
    .nav, .navbar, .menu, .breadcrumb, .breadcrumbs, .crumb, .crumbs, .location, .position, .dqwz, .weizhi, \
    .share, .bshare-custom, .bdsharebuttonbox, .jiathis_style, .social-share, .print, .footer, .foot, .copyright, \
    #nav, #footer, #share, #location, #breadcrumb";

/// Where government sites keep the article, the surest first (TRS, Hanweb, Dahan, Jcms and www.gov.cn).
pub(super) const ARTICLES: [&str; 18] = [
    "#UCAP-CONTENT",
    ".TRS_UEDITOR",
    ".TRS_Editor",
    "#zoom",
    "#Zoom",
    "#zoomcon",
    ".zoom",
    "#articleContent",
    ".article-content",
    ".article_content",
    ".articleContent",
    ".article-con",
    ".pages_content",
    ".news_content",
    ".wz_content",
    ".xxgk_content",
    "article",
    "main",
];

/// Words that make up a line of buttons.
const BUTTONS: [&str; 28] = [
    "打印本页",
    "关闭窗口",
    "打印",
    "关闭",
    "分享到",
    "分享",
    "收藏",
    "微信",
    "微博",
    "新浪",
    "QQ空间",
    "朋友圈",
    "字体",
    "字号",
    "大",
    "中",
    "小",
    "返回顶部",
    "返回",
    "顶部",
    "纠错",
    "下载",
    "我要",
    "全文",
    "二维码",
    "一键",
    "窗口",
    "本页",
];

/// Beginnings of lines that the site, not the issuer, wrote.
const SITE_LINES: [&str; 16] = [
    "当前位置",
    "您现在的位置",
    "您当前的位置",
    "您的位置",
    "浏览次数",
    "访问次数",
    "点击数",
    "阅读次数",
    "字体：",
    "字号：",
    "分享到",
    "扫一扫",
    "责任编辑：",
    "上一篇",
    "下一篇",
    "版权所有",
];

/// Whether a line belongs to the page rather than to the document.
pub(super) fn is_furniture(line: &str) -> bool {
    let bare = line.trim_start_matches(['【', '[', '（', '(', ' ', '　', '|']);
    SITE_LINES.iter().any(|s| bare.starts_with(s)) || is_buttons(line)
}

/// Whether a line holds nothing but buttons, at least two characters of them.
fn is_buttons(line: &str) -> bool {
    let mut rest: String = line
        .chars()
        .filter(|c| !c.is_whitespace() && !"【】[]（）()|｜:：/·、>+-".contains(*c))
        .collect();
    if rest.chars().count() < 2 || rest.chars().count() > 60 {
        return false;
    }
    for word in BUTTONS {
        rest = rest.replace(word, "\u{0}");
    }
    rest.chars().all(|c| c == '\u{0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: bool) {
        assert_eq!(is_furniture(line), expect, "{line}");
    }

    #[test]
    fn buttons_and_site_lines_go_and_text_stays() {
        for line in [
            "打印 关闭 分享",
            "【打印】 【关闭】",
            "字体：大 中 小",
            "当前位置：首页 > 文件",
            "浏览次数：12",
        ] {
            check(line, true);
        }
        for line in [
            "一、总体要求",
            "大",
            "中小企业",
            "关闭落后产能。",
            "分享经济",
            "（中）",
            "2020年1月1日",
        ] {
            check(line, false);
        }
    }
}
