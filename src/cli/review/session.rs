//! What a reviewer has answered so far: screen, candidate, verdicts, and the way back.
//!
//! Knows no terminal and no files, so that every key can be tested.

use std::collections::{BTreeMap, BTreeSet};
use yange::align::Relation;
use yange::date::Date;
use yange::decisions::{self, Decision, Decisions, Origin, Reviewer, Subject, Verdict};
use yange::ids::ClauseRef;
use yange::render::review::{Offer, Page, Side};

/// Two clauses, the earlier first.
type Pair = (ClauseRef, ClauseRef);

/// A walk through the pages.
pub(super) struct Session {
    /// The pages in the order of the queue.
    pub(super) pages: Vec<Page>,
    /// The page that is shown; past the last where all is done.
    pub(super) screen: usize,
    /// The candidate that the keys are about.
    pub(super) cursor: usize,
    /// Who decides, and when.
    by: Reviewer,
    on: Date,
    /// The file as it was found.
    found: String,
    known: Decisions,
    /// Verdicts of the file on pairs of the pages.
    before: BTreeMap<Pair, Verdict>,
    /// Verdicts of this session, in the order given.
    given: Vec<(Pair, Verdict)>,
    trail: Vec<Step>,
}

/// Where a step began.
struct Step {
    screen: usize,
    cursor: usize,
    given: usize,
}

impl Session {
    /// Begins at the first page that is not answered; `found` is the text of the decision file, `known` what it says.
    pub(super) fn new(pages: Vec<Page>, (found, known): (String, Decisions), by: Reviewer, on: Date) -> Self {
        let said: BTreeMap<[&str; 4], Verdict> = (known.list.iter())
            .filter(|decision| decision.by == by)
            .filter_map(|decision| match &decision.subject {
                Subject::Pair { old, new, verdict } => {
                    Some(([&*old.clause, &*old.text, &*new.clause, &*new.text], *verdict))
                }
                _ => None,
            })
            .collect();
        let mut before = BTreeMap::new();
        for page in &pages {
            for offer in &page.partners {
                let (old, new) = sides(page, offer);
                let key = [
                    &*old.anchor.clause,
                    &*old.anchor.text,
                    &*new.anchor.clause,
                    &*new.anchor.text,
                ];
                if let Some(verdict) = said.get(&key) {
                    before.insert((old.at, new.at), *verdict);
                }
            }
        }
        let mut session = Self {
            pages,
            screen: 0,
            cursor: 0,
            by,
            on,
            found,
            known,
            before,
            given: Vec::new(),
            trail: Vec::new(),
        };
        session.seek(0);
        session
    }

    /// The page that is shown; `None` where all is done.
    pub(super) fn page(&self) -> Option<&Page> {
        self.pages.get(self.screen)
    }

    /// What was answered on a candidate of the page that is shown.
    pub(super) fn answer(&self, offer: &Offer) -> Option<Verdict> {
        let pair = pair(self.page()?, offer);
        let given = self.given.iter().rev().find(|(p, _)| *p == pair).map(|(_, v)| *v);
        given.or_else(|| self.before.get(&pair).copied())
    }

    /// Whether nobody has decided on a candidate of the page that is shown, here or before.
    fn is_open(&self, offer: &Offer) -> bool {
        !offer.decided && self.answer(offer).is_none()
    }

    /// Number of pairs that were answered in this session.
    pub(super) fn answered(&self) -> usize {
        self.given.iter().map(|(pair, _)| pair).collect::<BTreeSet<_>>().len()
    }

    /// Moves to another candidate.
    pub(super) fn step(&mut self, by: isize) {
        let last = self.page().map_or(0, |p| p.partners.len() - 1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Answers on the candidate and moves to the next.
    pub(super) fn say(&mut self, verdict: Verdict) {
        let Some(page) = self.page() else { return };
        let pair = pair(page, &page.partners[self.cursor]);
        self.mark();
        self.given.push((pair, verdict));
        self.step(1);
    }

    /// Decides everything on the screen that nobody has decided, what was not answered as it is linked now, and goes on.
    pub(super) fn accept(&mut self) {
        let Some(page) = self.page() else { return };
        let open = page.partners.iter().filter(|offer| self.is_open(offer));
        let open: Vec<(Pair, Verdict)> = open.map(|offer| (pair(page, offer), standing(offer))).collect();
        self.mark();
        self.given.extend(open);
        self.seek(self.screen + 1);
    }

    /// Goes on without an answer.
    pub(super) fn skip(&mut self) {
        if self.page().is_some() {
            self.mark();
            self.seek(self.screen + 1);
        }
    }

    /// Takes the last step back, whether on this screen or an earlier one.
    pub(super) fn undo(&mut self) {
        if let Some(step) = self.trail.pop() {
            (self.screen, self.cursor) = (step.screen, step.cursor);
            self.given.truncate(step.given);
        }
    }

    /// The decision file with everything that was answered; what people wrote in it stays, unless an answer replaces
    /// one of theirs.
    pub(super) fn file(&self) -> String {
        let mut last: BTreeMap<Pair, Verdict> = BTreeMap::new();
        last.extend(self.given.iter().copied());
        let mut written = BTreeSet::new();
        let order = self
            .given
            .iter()
            .map(|(pair, _)| *pair)
            .filter(|pair| written.insert(*pair));
        let changed = order.filter(|pair| self.before.get(pair) != last.get(pair));
        let new: Vec<Decision> = changed.filter_map(|pair| self.decision(pair, last[&pair])).collect();
        if new.is_empty() {
            return self.found.clone();
        }
        if self.found.is_empty() || last.keys().any(|pair| self.before.contains_key(pair)) {
            let mut all = self.known.clone();
            for decision in new {
                all.decide(decision);
            }
            return decisions::write(&all);
        }
        let mut text = self.found.trim_end().to_owned();
        for decision in &new {
            text.push_str("\n\n");
            text.push_str(decisions::one(decision).trim_end());
        }
        text + "\n"
    }

    fn decision(&self, wanted: Pair, verdict: Verdict) -> Option<Decision> {
        let found = |page: &Page| {
            let offer = page.partners.iter().find(|offer| pair(page, offer) == wanted)?;
            let (old, new) = sides(page, offer);
            Some((old.anchor.clone(), new.anchor.clone()))
        };
        let (old, new) = self.pages.iter().find_map(found)?;
        Some(Decision {
            subject: Subject::Pair { old, new, verdict },
            by: self.by.clone(),
            on: Some(self.on),
            note: None,
            origin: Origin::default(),
        })
    }

    fn mark(&mut self) {
        self.trail.push(Step {
            screen: self.screen,
            cursor: self.cursor,
            given: self.given.len(),
        });
    }

    /// Goes to the first page from `screen` on that has something left to ask.
    fn seek(&mut self, screen: usize) {
        (self.screen, self.cursor) = (screen, 0);
        while let Some(page) = self.page() {
            if let Some(open) = page.partners.iter().position(|offer| self.is_open(offer)) {
                self.cursor = open;
                return;
            }
            self.screen += 1;
        }
    }
}

/// What the program says of a candidate now.
pub(super) fn standing(offer: &Offer) -> Verdict {
    match offer.relation {
        Some(Relation::Same) => Verdict::Same,
        Some(Relation::Related) => Verdict::Related,
        None => Verdict::Different,
    }
}

fn sides<'p>(page: &'p Page, offer: &'p Offer) -> (&'p Side, &'p Side) {
    if page.clause.at < offer.side.at {
        (&page.clause, &offer.side)
    } else {
        (&offer.side, &page.clause)
    }
}

fn pair(page: &Page, offer: &Offer) -> Pair {
    let (old, new) = sides(page, offer);
    (old.at, new.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use yange::decisions::Anchor;

    fn side(document: usize, clause: usize) -> Side {
        Side {
            at: ClauseRef::new(document, clause),
            anchor: Anchor {
                clause: format!("{document}/{clause}"),
                text: format!("文{document}{clause}。"),
                ..Anchor::default()
            },
            document: String::new(),
            path: Vec::new(),
            text: String::new(),
            around: Default::default(),
        }
    }

    fn page(clause: (usize, usize), partners: &[(usize, usize, Option<Relation>)]) -> Page {
        Page {
            number: 1,
            doubt: 1.0,
            clause: side(clause.0, clause.1),
            partners: (partners.iter())
                .map(|&(d, c, relation)| Offer {
                    side: side(d, c),
                    probability: 0.5,
                    relation,
                    decided: false,
                    shared: Vec::new(),
                })
                .collect(),
        }
    }

    fn session(found: &str) -> Session {
        let pages = vec![
            page((0, 0), &[(1, 0, Some(Relation::Same)), (1, 1, None)]),
            page((1, 0), &[(0, 0, Some(Relation::Same)), (0, 1, Some(Relation::Related))]),
        ];
        let (known, problems) = decisions::parse("d.toml", found);
        assert!(problems.is_empty());
        let on = Date::new(2026, Some(11), Some(27)).expect("a day");
        Session::new(pages, (found.to_owned(), known), Reviewer::named("王"), on)
    }

    /// The file in short: old, new, verdict of every decision.
    fn said(session: &Session) -> Vec<String> {
        let (read, problems) = decisions::parse("d.toml", &session.file());
        assert!(problems.is_empty());
        let brief = |d: &Decision| match &d.subject {
            Subject::Pair { old, new, verdict } => format!("{} {} {}", old.clause, new.clause, verdict.name()),
            _ => "other".to_owned(),
        };
        read.list.iter().map(brief).collect()
    }

    #[test]
    fn a_screen_is_accepted_as_proposed_but_for_what_was_said() {
        let mut session = session("");
        session.step(1);
        session.say(Verdict::Same);
        session.accept();
        assert_eq!(said(&session), ["0/0 1/1 same", "0/0 1/0 same"]);
        // The pair that both screens show is answered; the cursor is on the other.
        assert_eq!((session.screen, session.cursor), (1, 1));
        session.accept();
        assert_eq!(said(&session).last().map(String::as_str), Some("0/1 1/0 related"));
        assert!(session.page().is_none());
        session.accept();
        session.say(Verdict::Same);
    }

    #[test]
    fn what_another_decided_is_not_decided_again_unless_one_says_so() {
        let mut session = session("");
        session.pages[0].partners[0].decided = true;
        session.seek(0);
        assert_eq!((session.screen, session.cursor), (0, 1));
        session.accept();
        assert_eq!(said(&session), ["0/0 1/1 different"]);
        session.undo();
        session.step(-1);
        session.say(Verdict::Related);
        session.accept();
        assert_eq!(said(&session), ["0/0 1/0 related", "0/0 1/1 different"]);
    }

    #[test]
    fn every_step_is_taken_back() {
        let mut session = session("");
        session.say(Verdict::Different);
        session.accept();
        session.skip();
        assert!(session.page().is_none());
        session.undo();
        session.undo();
        assert_eq!(
            (session.screen, said(&session)),
            (0, vec!["0/0 1/0 different".to_owned()])
        );
        session.undo();
        session.undo();
        assert_eq!((session.screen, session.cursor, session.file()), (0, 0, String::new()));
    }

    #[test]
    fn a_walk_goes_on_where_it_stopped_and_keeps_what_people_wrote() {
        let mut first = session("");
        first.accept();
        let file = first.file().replace("[[decision]]", "# mine\n[[decision]]");
        let mut second = session(&file);
        assert_eq!((second.screen, second.cursor), (1, 1));
        assert_eq!(second.file(), file, "nothing answered, nothing written");
        second.say(Verdict::Different);
        assert!(second.file().starts_with(file.trim_end()));
        assert_eq!(said(&second).len(), 3);
        // A change of mind replaces one's own earlier verdict.
        second.step(-1);
        second.say(Verdict::Related);
        assert_eq!(said(&second).len(), 3);
        assert!(said(&second).contains(&"0/0 1/0 related".to_owned()));
    }
}
