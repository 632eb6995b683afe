//! Finds the article in a page: known containers first, then the readability method, then the whole body.
//!
//! A page without a link, or one that says an office program wrote it, is a document and no page of a site: all of its
//! body is the text, because the readability method would drop a title or short paragraphs at its ends.

use super::{furniture, lines};
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// Least share of the body's characters that a known container must hold, in per cent; below it is a teaser or a box.
const CONTAINER_PERCENT: usize = 30;

/// Extracts the title and the article of a page, one paragraph a line.
pub(super) fn extract(page: &str) -> String {
    let document = Document::from(page);
    let title = title(&document);
    let whole = is_office_document(&document);
    document.select(furniture::ELEMENTS).remove();
    let mut found = if whole {
        Vec::new()
    } else {
        container(&document).or_else(|| readable(page)).unwrap_or_default()
    };
    if found.is_empty() {
        found = document.body().map(|b| lines::of(&b)).unwrap_or_default();
    }
    found.retain(|line| !furniture::is_furniture(line));
    let text: String = found.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    match title.filter(|t| !text.is_empty() && !squeezed(&text).contains(&squeezed(t))) {
        Some(title) => format!("{title}\n{text}"),
        None => text,
    }
}

fn is_office_document(document: &Document) -> bool {
    let generator = document.select("meta[name=generator], meta[name=Generator], meta[name=ProgId]");
    let program = generator.iter().filter_map(|m| m.attr("content")).any(|by| {
        ["LibreOffice", "OpenOffice", "Microsoft Word", "Word.Document", "WPS"]
            .iter()
            .any(|program| by.contains(program))
    });
    program || !document.select("a[href]").exists()
}

/// The first known container that holds enough of the page.
fn container(document: &Document) -> Option<Vec<String>> {
    let whole = document.body().map_or(0, |b| weight(&lines::of(&b)));
    furniture::ARTICLES.iter().find_map(|selector| {
        let nodes = document.try_select(selector)?;
        let parts = nodes.nodes().iter().map(lines::of);
        let best = parts.max_by_key(|lines| weight(lines))?;
        (weight(&best) * 100 >= whole * CONTAINER_PERCENT && weight(&best) > 0).then_some(best)
    })
}

/// The article that the readability method finds.
fn readable(page: &str) -> Option<Vec<String>> {
    let mut reader = Readability::new(page, None, Some(Config::default())).ok()?;
    let article = reader.parse().ok()?;
    let content = Document::from(article.content);
    content.select(furniture::ELEMENTS).remove();
    let lines = lines::of(&content.body()?);
    (weight(&lines) > 0).then_some(lines)
}

/// The document's title as the page states it: a `<meta>` of the government standard, else the only `<h1>`.
fn title(document: &Document) -> Option<String> {
    let meta = document.select("meta[name=ArticleTitle], meta[name=articletitle]");
    let stated = meta.attr("content").map(|t| t.to_string());
    let heading = || {
        let headings = document.select("h1");
        (headings.length() == 1).then(|| headings.text().to_string())
    };
    let title = stated.filter(|t| !t.trim().is_empty()).or_else(heading)?;
    let title = title.split_whitespace().collect::<String>();
    (!title.is_empty()).then_some(title)
}

fn weight(lines: &[String]) -> usize {
    lines.iter().map(|l| l.chars().count()).sum()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
