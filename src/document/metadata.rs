//! Gathers the facts of one document: what the manifest states, else what the text prints, else the file's name.

use super::front::{self, Front};
use super::validity::{self, End, Start};
use super::{Basis, Document, Fact, FileOrigin, Metadata, citations, place, printed};
use crate::corpus::{Level, Source, Status};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::ids::DocumentId;
use crate::lang::Bilingual;
use crate::span::Span;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Reads one document alone.
pub(super) fn parse_one(source: &Source) -> Document {
    let metadata = Reader::new(source).metadata();
    let id = source
        .declared
        .id
        .clone()
        .or_else(|| metadata.date.as_ref().map(|d| d.value.year.to_string()))
        .unwrap_or_else(|| stem(&source.path));
    let mut diagnostics = source.diagnostics.clone();
    diagnostics.extend(later_version(&metadata));
    Document {
        id: DocumentId::new(id),
        text: source.text.clone(),
        origin: FileOrigin {
            path: source.path.clone(),
            format: source.format,
            encoding: source.encoding.clone(),
            reader: source.reader.clone(),
            sha256: source.sha256.clone(),
        },
        metadata,
        diagnostics,
    }
}

/// Says so where a text was dated by its file's name although it prints an earlier day itself.
fn later_version(metadata: &Metadata) -> Option<Diagnostic> {
    let date = metadata.date.as_ref().filter(|date| date.basis == Basis::FileName)?;
    let effect = metadata.effective_from.as_ref()?;
    let Basis::Text(span) = effect.basis else { return None };
    Some(Diagnostic::note(
        "dated-by-name",
        Some(span),
        Bilingual::new(
            format!(
                "文内自 {} 起施行，文件名写 {}，按后来的修正本处理；如有误，可在 corpus.toml 中写明日期",
                effect.value, date.value
            ),
            format!(
                "the text holds from {}, the file's name says {}: taken as a later amendment; corpus.toml can date it",
                effect.value, date.value
            ),
        ),
    ))
}

/// Adds `-2`, `-3` to ids that were used before.
pub(super) fn make_ids_unique(documents: &mut [Document]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let count = seen.entry(document.id.as_str().to_owned()).or_default();
        *count += 1;
        if *count > 1 {
            document.id = DocumentId::new(format!("{}-{count}", document.id));
        }
    }
}

/// Puts documents without a territory and an issuer into the track of the others, if these share one.
///
/// Half of the government work reports print neither; they are one series all the same.
pub(super) fn join_track(documents: &mut [Document]) {
    let known = documents.iter().map(|d| d.metadata.track.value.clone());
    let mut others = known.filter(|name| name != NO_TRACK).collect::<BTreeSet<_>>();
    let (Some(only), None) = (others.pop_first(), others.first()) else {
        return;
    };
    for document in documents {
        let track = &mut document.metadata.track;
        if track.value == NO_TRACK && track.basis == Basis::Inferred {
            track.value.clone_from(&only);
        }
    }
}

/// Track of a document that shows neither territory nor issuer.
const NO_TRACK: &str = "main";

/// One source while its facts are gathered.
struct Reader<'s> {
    source: &'s Source,
    front: Front<'s>,
    start: Option<Start>,
}

impl<'s> Reader<'s> {
    fn new(source: &'s Source) -> Self {
        Self {
            source,
            front: Front::new(&source.text),
            start: validity::start(&source.text),
        }
    }

    fn metadata(&self) -> Metadata {
        let title = self.title();
        let issuer = self.issuer(&title);
        let (jurisdiction, level) = self.jurisdiction(&title, issuer.as_ref());
        let period = self.period(&title);
        let effective_from = self.effective_from();
        let track = stated(&self.source.declared.track)
            .or_else(|| jurisdiction.clone().map(inferred))
            .or_else(|| issuer.clone().map(inferred))
            .unwrap_or_else(|| fact(NO_TRACK.to_owned(), Basis::Inferred));
        Metadata {
            number: stated(&self.source.declared.number).or_else(|| self.front.number().map(printed_fact)),
            date: self.date(effective_from.as_ref(), period.as_ref(), &title),
            effective_to: self.effective_to(effective_from.as_ref()),
            status: self.status(&title),
            lead: validity::lead(&self.source.text).map(printed_fact),
            citations: citations::find(&self.source.text),
            title,
            issuer,
            effective_from,
            period,
            jurisdiction,
            level,
            track,
        }
    }

    fn title(&self) -> Fact<String> {
        stated(&self.source.declared.title)
            .or_else(|| self.front.title().map(printed_fact))
            .unwrap_or_else(|| fact(stem(&self.source.path), Basis::FileName))
    }

    fn issuer(&self, title: &Fact<String>) -> Option<Fact<String>> {
        stated(&self.source.declared.issuer)
            .or_else(|| self.front.signer().map(printed_fact))
            .or_else(|| self.front.legislator().map(printed_fact))
            .or_else(|| {
                let speaks_for = self.front.speaks_for()?;
                front::is_body(&speaks_for.0).then(|| printed_fact(speaks_for))
            })
            .or_else(|| {
                let (body, _) = title.value.split_once("关于")?;
                front::is_body(body).then(|| fact(body.to_owned(), narrowed(title.basis, 0, body.len())))
            })
    }

    /// From the issuer, else the title, else who gave the report or is spoken for, else the city that the text names most.
    fn jurisdiction(
        &self,
        title: &Fact<String>,
        issuer: Option<&Fact<String>>,
    ) -> (Option<Fact<String>>, Option<Fact<Level>>) {
        let from = |fact: &Fact<String>| {
            let place = place::leading(&fact.value)?;
            let basis = narrowed(fact.basis, place.span.start, place.span.end);
            Some((place, basis))
        };
        let spoken = || from(&printed_fact(self.front.speaks_for()?));
        let found = issuer
            .and_then(from)
            .or_else(|| from(title))
            .or_else(spoken)
            .or_else(|| {
                let text = &self.source.text;
                let place = place::spoken_for(text).or_else(|| place::most_named(text))?;
                let basis = Basis::Text(place.span);
                Some((place, basis))
            });
        let declared = &self.source.declared;
        let name = stated(&declared.jurisdiction)
            .or_else(|| found.as_ref().map(|(place, basis)| fact(place.name.clone(), *basis)));
        let own_level = found.map(|(place, _)| fact(place.level, Basis::Inferred));
        let stated_level = declared.level.map(|level| fact(level, Basis::Manifest));
        let level = stated_level.or_else(|| {
            let declared_place = declared.jurisdiction.as_deref().and_then(place::leading);
            declared_place.map(|p| fact(p.level, Basis::Inferred)).or(own_level)
        });
        (name, level)
    }

    fn period(&self, title: &Fact<String>) -> Option<Fact<(i32, i32)>> {
        let titled = || {
            let (value, span) = printed::period(&title.value)?;
            Some(fact(value, self.in_title(title.basis, span)))
        };
        titled().or_else(|| printed::period_alone(&self.source.text).map(printed_fact))
    }

    /// A joined title lies in several lines; the place of a part is looked for in them.
    fn in_title(&self, basis: Basis, part: Span) -> Basis {
        let Basis::Text(span) = basis else { return basis };
        let lines = span.of(&self.source.text);
        printed::period(lines).map_or(narrowed(basis, part.start, part.end), |(_, at)| {
            Basis::Text(at.shifted(span.start))
        })
    }

    fn effective_from(&self) -> Option<Fact<Date>> {
        match self.start? {
            Start::On(date, span) => Some(fact(date, Basis::Text(span))),
            Start::OnIssue(_) => self.front.issued().map(|(date, _)| fact(date, Basis::Inferred)),
        }
    }

    fn effective_to(&self, from: Option<&Fact<Date>>) -> Option<Fact<Date>> {
        match validity::end(&self.source.text)? {
            End::On(date, span) => Some(fact(date, Basis::Text(span))),
            End::Years(years, _) => {
                let from = from?.value;
                from.end_of_years(years).map(|date| fact(date, Basis::Inferred))
            }
        }
    }

    /// Of issue, else of effect, else the first year of the period, the title or the file's name.
    fn date(
        &self,
        effect: Option<&Fact<Date>>,
        period: Option<&Fact<(i32, i32)>>,
        title: &Fact<String>,
    ) -> Option<Fact<Date>> {
        let declared = self.source.declared.date.map(|date| fact(date, Basis::Manifest));
        declared
            .or_else(|| self.front.issued().map(printed_fact))
            .or_else(|| effect.map(|day| self.named_version(day).unwrap_or_else(|| day.clone())))
            .or_else(|| period.map(|p| fact(Date::year(p.value.0), p.basis)))
            .or_else(|| {
                let (year, span) = year_in(&title.value)?;
                Some(fact(Date::year(year), narrowed(title.basis, span.start, span.end)))
            })
            .or_else(|| year_in(&stem(&self.source.path)).map(|(year, _)| fact(Date::year(year), Basis::FileName)))
    }

    /// The year at the head of the file's name, where it is later than the day from which the text holds: an amended text
    /// keeps that day (自2010年3月1日起施行), and whoever put the versions side by side named each by its year.
    fn named_version(&self, effect: &Fact<Date>) -> Option<Fact<Date>> {
        let (year, span) = year_in(&stem(&self.source.path))?;
        let later = span.start == 0 && year > effect.value.year && effect.basis != Basis::Manifest;
        later.then(|| fact(Date::year(year), Basis::FileName))
    }

    fn status(&self, title: &Fact<String>) -> Fact<Status> {
        let declared = self.source.declared.status.map(|status| fact(status, Basis::Manifest));
        let named = front::draft_word(&title.value).map(|_| fact(Status::Draft, title.basis));
        declared
            .or_else(|| {
                self.front
                    .draft_mark()
                    .map(|span| fact(Status::Draft, Basis::Text(span)))
            })
            .or(named)
            .or_else(|| front::draft_word(&stem(&self.source.path)).map(|_| fact(Status::Draft, Basis::FileName)))
            .unwrap_or_else(|| fact(Status::InForce, Basis::Inferred))
    }
}

fn fact<T>(value: T, basis: Basis) -> Fact<T> {
    Fact { value, basis }
}

fn stated(value: &Option<String>) -> Option<Fact<String>> {
    value.clone().map(|value| fact(value, Basis::Manifest))
}

fn printed_fact<T>((value, span): (T, Span)) -> Fact<T> {
    fact(value, Basis::Text(span))
}

fn inferred<T>(of: Fact<T>) -> Fact<T> {
    fact(of.value, Basis::Inferred)
}

/// The basis of a part of a fact's value.
fn narrowed(basis: Basis, start: usize, end: usize) -> Basis {
    match basis {
        Basis::Text(whole) if whole.start + end <= whole.end => Basis::Text(Span::new(start, end).shifted(whole.start)),
        other => other,
    }
}

fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn year_in(name: &str) -> Option<(i32, Span)> {
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|\D)((?:19|20)\d\d)(?:\D|$)").expect("the pattern is constant"));
    let found = YEAR.captures(name)?.get(1)?;
    Some((found.as_str().parse().ok()?, Span::new(found.start(), found.end())))
}
