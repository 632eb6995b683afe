//! The automatic numbers of lists: definitions in `numbering.xml`, and the counters that run through the text.

use super::numerals;
use super::styles::{Inherited, ListRef, StyleSheet};
use super::xml::{attribute, children, is_on, value};
use crate::corpus::limits;
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of a list in WordprocessingML.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// Numbers of all levels are printed in decimal.
    legal: bool,
    /// Level number, from 1, after which this one starts again; 0 never, `None` after any higher one.
    restart: Option<usize>,
    style: Option<String>,
}

type Levels = BTreeMap<usize, Level>;

/// An abstract list: levels, or the list style that holds them.
#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: Levels,
    style_link: Option<String>,
}

/// A list as paragraphs name it: an abstract list with changes.
#[derive(Clone, Debug, Default)]
struct Instance {
    abstract_id: i64,
    starts: BTreeMap<usize, u32>,
    levels: Levels,
}

/// All lists of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    abstracts: BTreeMap<i64, Abstract>,
    instances: BTreeMap<i64, Instance>,
}

/// Reads `numbering.xml`; list styles refer to it through the style sheet.
pub(super) fn parse(document: Option<&Document<'_>>, styles: &StyleSheet) -> Lists {
    let mut lists = Lists::default();
    let Some(root) = document.map(Document::root_element) else {
        return lists;
    };
    for node in children(root, "abstractNum") {
        if let Some(id) = number(attribute(node, "abstractNumId")) {
            lists.abstracts.insert(id, abstract_of(node));
        }
    }
    for node in children(root, "num") {
        if let Some(id) = number(attribute(node, "numId")) {
            lists.instances.insert(id, instance_of(node));
        }
    }
    lists.follow_style_links(styles);
    lists
}

fn abstract_of(node: Node<'_, '_>) -> Abstract {
    Abstract {
        levels: levels_of(node),
        style_link: value(node, "numStyleLink").map(str::to_owned),
    }
}

fn instance_of(node: Node<'_, '_>) -> Instance {
    let mut instance = Instance {
        abstract_id: number(value(node, "abstractNumId")).unwrap_or(-1),
        ..Instance::default()
    };
    for change in children(node, "lvlOverride") {
        let Some(level) = level_number(change) else {
            continue;
        };
        if let Some(start) = value(change, "startOverride").and_then(|v| v.parse().ok()) {
            instance.starts.insert(level, start);
        }
        instance.levels.extend(levels_of(change));
    }
    instance
}

fn levels_of(node: Node<'_, '_>) -> Levels {
    let levels = children(node, "lvl");
    levels.filter_map(|l| Some((level_number(l)?, level_of(l)))).collect()
}

fn level_of(node: Node<'_, '_>) -> Level {
    Level {
        start: value(node, "start").and_then(|v| v.parse().ok()).unwrap_or(0),
        format: number_format(node).unwrap_or("decimal").to_owned(),
        text: value(node, "lvlText").unwrap_or("").to_owned(),
        legal: is_on(node, "isLgl"),
        restart: value(node, "lvlRestart").and_then(|v| v.parse().ok()),
        style: value(node, "pStyle").map(str::to_owned),
    }
}

/// `w:numFmt`, also where newer formats stand in `mc:AlternateContent` with an older one to fall back on.
fn number_format<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    value(node, "numFmt").or_else(|| {
        let alternatives = node.children().find(|n| n.tag_name().name() == "AlternateContent")?;
        let fallback = alternatives.children().find(|n| n.tag_name().name() == "Fallback")?;
        value(fallback, "numFmt")
    })
}

fn level_number(node: Node<'_, '_>) -> Option<usize> {
    attribute(node, "ilvl")?.parse().ok().filter(|l| *l < LEVELS)
}

fn number(text: Option<&str>) -> Option<i64> {
    text?.trim().parse().ok()
}

impl Lists {
    /// Copies levels to the abstract lists that only name a list style.
    fn follow_style_links(&mut self, styles: &StyleSheet) {
        for _ in 0..limits::STYLE_CHAIN {
            let found: Vec<_> = self
                .abstracts
                .iter()
                .filter(|(_, list)| list.levels.is_empty())
                .filter_map(|(id, list)| {
                    let instance = self.instances.get(&styles.list_of(list.style_link.as_deref()?)?)?;
                    let levels = &self.abstracts.get(&instance.abstract_id)?.levels;
                    (!levels.is_empty()).then(|| (*id, levels.clone()))
                })
                .collect();
            if found.is_empty() {
                return;
            }
            for (id, levels) in found {
                self.abstracts.entry(id).or_default().levels = levels;
            }
        }
    }

    fn level<'a>(&'a self, instance: &'a Instance, level: usize) -> Option<&'a Level> {
        let own = instance.levels.get(&level);
        own.or_else(|| self.abstracts.get(&instance.abstract_id)?.levels.get(&level))
    }

    /// The level that a style is tied to.
    fn level_of_style(&self, instance: &Instance, style: &str) -> Option<usize> {
        (0..LEVELS).find(|l| {
            self.level(instance, *l)
                .is_some_and(|l| l.style.as_deref() == Some(style))
        })
    }
}

/// Counts through the paragraphs of a document, in their order.
pub(super) struct Counter<'l> {
    lists: &'l Lists,
    counts: BTreeMap<i64, [Option<u32>; LEVELS]>,
    started: BTreeSet<(i64, usize)>,
}

impl<'l> Counter<'l> {
    pub(super) fn new(lists: &'l Lists) -> Self {
        Self {
            lists,
            counts: BTreeMap::new(),
            started: BTreeSet::new(),
        }
    }

    /// The number that Word prints before the next paragraph; empty outside lists and for bullets.
    pub(super) fn label(&mut self, direct: ListRef, inherited: &Inherited) -> String {
        let Some(id) = direct.list.or(inherited.list.list).filter(|id| *id != 0) else {
            return String::new();
        };
        let Some(instance) = self.lists.instances.get(&id) else {
            return String::new();
        };
        let by_style = || {
            let style = inherited.style.as_deref().filter(|_| direct.list.is_none())?;
            self.lists.level_of_style(instance, style)
        };
        let level = direct.level.or_else(by_style).or(inherited.list.level).unwrap_or(0);
        match self.lists.level(instance, level) {
            Some(definition) => {
                self.count(id, instance, level);
                self.print(instance, level, definition)
            }
            None => String::new(),
        }
    }

    fn count(&mut self, id: i64, instance: &Instance, level: usize) {
        let start = self.start(instance, level);
        let restarts = instance.starts.contains_key(&level) && self.started.insert((id, level));
        let counts = self.counts.entry(instance.abstract_id).or_default();
        counts[level] = match counts[level] {
            Some(count) if !restarts => Some(count.saturating_add(1)),
            _ => Some(start),
        };
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = self.lists.level(instance, deeper).and_then(|l| l.restart);
            if restart.is_none_or(|after| level < after) {
                *count = None;
            }
        }
    }

    fn start(&self, instance: &Instance, level: usize) -> u32 {
        let stated = instance.starts.get(&level).copied();
        stated.unwrap_or_else(|| self.lists.level(instance, level).map_or(1, |l| l.start))
    }

    /// Fills `%1` to `%9` of the level's text; a level that was not counted yet shows its start.
    fn print(&self, instance: &Instance, level: usize, definition: &Level) -> String {
        if definition.format == "bullet" {
            return String::new();
        }
        let counts = self.counts.get(&instance.abstract_id).copied().unwrap_or_default();
        let mut label = String::new();
        let mut rest = definition.text.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = rest.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
            let Some(wanted) = digit.and_then(|d| usize::try_from(d).ok()).map(|d| d - 1) else {
                label.push(c);
                continue;
            };
            rest.next();
            let count = counts[wanted].unwrap_or_else(|| self.start(instance, wanted));
            let format = self
                .lists
                .level(instance, wanted)
                .map_or("decimal", |l| l.format.as_str());
            let legal = definition.legal && wanted <= level && format != "decimalZero";
            label.push_str(&numerals::print(if legal { "decimal" } else { format }, count));
        }
        label
    }
}
