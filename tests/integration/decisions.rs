//! Decisions of reviewers: applied, kept through changes of the texts, or reported.

use proptest::prelude::*;
use std::path::PathBuf;
use std::process::{Command, Output};
use yange::align::Relation;
use yange::corpus::{Corpus, SideFile};
use yange::decisions::{
    self, Anchor, Anchors, Correction, Decision, Decisions, Firmness, Loss, Origin, Reviewer, Subject, Verdict, Weight,
};
use yange::ids::ClauseRef;
use yange::lang::Lang;
use yange::pipeline::{self, Outcome};
use yange::render::{self, Format, view::View};
use yange::segment::{ClauseKind, ClauseTree};

pub(crate) fn small() -> Corpus {
    yange::corpus::load(&[PathBuf::from("tests/fixtures/small")]).expect("the fixture can be read")
}

fn with(mut corpus: Corpus, decisions: &Decisions) -> Corpus {
    corpus.decisions = vec![SideFile {
        path: "decisions.toml".into(),
        text: decisions::write(decisions),
    }];
    corpus
}

pub(crate) fn verdict(anchors: &Anchors<'_>, old: ClauseRef, new: ClauseRef, verdict: Verdict, by: &str) -> Decision {
    Decision {
        subject: Subject::Pair {
            old: anchors.of(old),
            new: anchors.of(new),
            verdict,
        },
        by: Reviewer::named(by),
        on: None,
        note: None,
        origin: Origin::default(),
    }
}

/// The first clause of a document that says this.
fn says(outcome: &Outcome, document: usize, quote: &str) -> ClauseRef {
    let clauses = &outcome.trees[document].clauses;
    let text = |i: usize| clauses[i].extent.of(&outcome.documents[document].text);
    let deepest = (0..clauses.len())
        .filter(|&i| text(i).contains(quote))
        .max_by_key(|&i| clauses[i].depth);
    ClauseRef::new(document, deepest.expect("the document says it"))
}

/// How two clauses are linked, and by whom.
fn link(outcome: &Outcome, old: ClauseRef, new: ClauseRef) -> Option<(Relation, String)> {
    let found = outcome.alignment.links.iter().find(|l| (l.old, l.new) == (old, new))?;
    Some((found.relation, found.decided_by()))
}

fn clauses(outcome: &Outcome) -> Vec<ClauseRef> {
    let trees = outcome.trees.iter().enumerate();
    trees
        .flat_map(|(d, tree)| (0..tree.clauses.len()).map(move |c| ClauseRef::new(d, c)))
        .collect()
}

#[test]
fn without_decisions_nothing_changes() {
    let plain = pipeline::run(&small());
    let empty = pipeline::run(&with(small(), &Decisions::default()));
    let json = |outcome: &Outcome| render::render(&View::new(&small(), outcome), Format::Json, Lang::Zh)[0].bytes();
    assert_eq!(json(&plain), json(&empty));
    assert!(plain.alignment.links.iter().all(|l| l.decided_by() == "scorer"));
}

#[test]
fn verdicts_outweigh_the_scorer_and_a_persons_outweigh_a_programs() {
    let plain = pipeline::run(&small());
    let anchors = Anchors::new(&plain.documents, &plain.trees);
    let [wrist, canteen, streets, training] = [
        says(&plain, 0, "为高龄独居老人免费发放健康手环"),
        says(&plain, 0, "鼓励有条件的社区开办老年食堂"),
        says(&plain, 1, "每个街道建立"),
        says(&plain, 1, "组织护理员岗前培训"),
    ];
    assert_eq!(link(&plain, wrist, training), None);
    let (made, refused) = ((wrist, training), (canteen, streets));
    let list = vec![
        verdict(&anchors, made.0, made.1, Verdict::Same, "model:m"),
        verdict(&anchors, made.0, made.1, Verdict::Same, "王"),
        verdict(&anchors, refused.0, refused.1, Verdict::Same, "model:m"),
        verdict(&anchors, refused.0, refused.1, Verdict::Different, "王"),
        verdict(&anchors, wrist, streets, Verdict::Related, "model:m"),
    ];
    let outcome = pipeline::run(&with(small(), &Decisions { list }));
    assert_eq!(link(&outcome, made.0, made.1), Some((Relation::Same, "person".into())));
    assert_eq!(link(&outcome, refused.0, refused.1), None);
    assert_eq!(
        link(&outcome, wrist, streets),
        Some((Relation::Related, "model:m".into()))
    );
    let refusal = outcome
        .alignment
        .refused
        .iter()
        .find(|r| (r.clause, r.candidate) == refused);
    assert_eq!(
        refusal.map(|r| (r.decided_by(), r.reason.name())),
        Some(("person".into(), "decision"))
    );
    let weights: Vec<Weight> = outcome.standing.held.iter().map(|h| h.weight).collect();
    assert_eq!(weights[2..4], [Weight::Outweighed, Weight::Applied]);
    // What a person ties is one lineage.
    let lineage = |at| outcome.lineages.of(at);
    assert!(lineage(wrist).is_some() && lineage(wrist) == lineage(training));
}

#[test]
fn a_name_names_the_lineage_and_a_cut_gives_two_clauses() {
    let plain = pipeline::run(&small());
    let anchors = Anchors::new(&plain.documents, &plain.trees);
    let grant = says(&plain, 0, "支持社会力量举办养老服务机构");
    let canteen = says(&plain, 0, "老年食堂");
    let of = |subject| Decision {
        subject,
        by: Reviewer::named("王"),
        on: None,
        note: None,
        origin: Origin::default(),
    };
    let list = vec![
        of(Subject::Name {
            clause: anchors.of(canteen),
            name: "助餐".into(),
        }),
        of(Subject::Clause {
            clause: anchors.of(grant),
            correction: Correction::Cut("并给予一次性建设补助".into()),
        }),
    ];
    let outcome = pipeline::run(&with(small(), &Decisions { list }));
    let canteen = says(&outcome, 0, "老年食堂");
    let name = outcome
        .lineages
        .of(canteen)
        .map(|l| outcome.lineages.lineages[l].name.as_str());
    assert_eq!(name, Some("助餐"));
    assert_eq!(outcome.trees[0].clauses.len(), plain.trees[0].clauses.len() + 1);
    let second = says(&outcome, 0, "并给予一次性建设补助");
    assert!(
        outcome.trees[0].clauses[second.clause_index()]
            .id
            .as_str()
            .ends_with("-2")
    );
}

/// What may happen to a series between two runs.
#[derive(Clone, Debug)]
enum Change {
    Renumber,
    AddDocument,
    Append(usize),
    DropLine(usize, usize),
    Reword(usize, usize),
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Renumber),
        Just(Change::AddDocument),
        (0..3_usize).prop_map(Change::Append),
        (0..3_usize, 1..12_usize).prop_map(|(d, l)| Change::DropLine(d, l)),
        (0..3_usize, 1..12_usize).prop_map(|(d, l)| Change::Reword(d, l)),
    ]
}

fn apply(corpus: &mut Corpus, change: &Change) {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    match *change {
        Change::Renumber => {
            for source in &mut corpus.sources {
                for (from, to) in [
                    ("（五）", "（七）"),
                    ("（四）", "（六）"),
                    ("（三）", "（五）"),
                    ("（二）", "（四）"),
                ] {
                    source.text = source.text.replace(from, to);
                }
            }
        }
        Change::AddDocument => {
            let mut more = corpus.sources[2].clone();
            more.path = "2024-plan.txt".into();
            more.text = more.text.replace("助餐", "配餐").replace("食堂", "餐厅");
            corpus.sources.push(more);
        }
        Change::Append(d) => corpus.sources[d].text.push_str("\n本意见自发布之日起施行。\n"),
        Change::DropLine(d, line) => {
            let mut all = lines(&corpus.sources[d].text);
            all.remove(line.min(all.len() - 1));
            corpus.sources[d].text = all.join("\n");
        }
        Change::Reword(d, line) => {
            let mut all = lines(&corpus.sources[d].text);
            let line = line.min(all.len() - 1);
            all[line] = all[line].replace("养老", "为老").replace("社区", "小区");
            corpus.sources[d].text = all.join("\n");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// After any change, each decision holds for the text that it was made on, or is reported; what holds is applied, and
    /// what is still said once in its document is not lost.
    #[test]
    fn every_decision_holds_or_is_reported(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8_usize, any::<bool>()), 1..8),
        changes in prop::collection::vec(changes(), 0..4),
    ) {
        let before = pipeline::read(&small());
        let anchors = Anchors::new(&before.documents, &before.trees);
        let every: Vec<ClauseRef> = before.trees.iter().enumerate()
            .flat_map(|(d, tree)| (0..tree.clauses.len()).map(move |c| ClauseRef::new(d, c))).collect();
        let mut made = Decisions::default();
        for (a, b, which, person) in picks {
            let (a, b) = (*a.get(&every), *b.get(&every));
            if let Some(subject) = subject(&anchors, a, b, which) {
                made.decide(Decision {
                    subject,
                    by: Reviewer::named(if person { "王" } else { "model:m" }),
                    on: None,
                    note: Some("缘由".into()),
                    origin: Origin::default(),
                });
            }
        }
        let mut corpus = small();
        changes.iter().for_each(|change| apply(&mut corpus, change));
        let uncut = pipeline::read_with(&corpus, &Decisions::default());
        let outcome = pipeline::run(&with(corpus, &made));
        let standing = &outcome.standing;
        prop_assert_eq!(standing.held.len() + standing.lost.len(), made.list.len());
        let [today, raw] = [
            Anchors::new(&outcome.documents, &outcome.trees),
            Anchors::new(&uncut.documents, &uncut.trees),
        ];
        for held in &standing.held {
            let said = held.decision.subject.anchors();
            let is_cut = matches!(held.decision.subject.verdict(), "cut" | "join");
            for (anchor, &at) in said.iter().zip(&held.clauses).filter(|_| !is_cut) {
                let found = today.of(at);
                prop_assert!(held.firmness == Firmness::Corrected || found.hash == anchor.hash, "{} became {}", anchor.text, found.text);
            }
            if held.weight == Weight::Applied && let Subject::Pair { verdict, .. } = held.decision.subject {
                let (old, new) = (held.clauses[0], held.clauses[1]);
                let expect = match verdict {
                    Verdict::Same => Some(Relation::Same),
                    Verdict::Related => Some(Relation::Related),
                    Verdict::Different => None,
                };
                let found = link(&outcome, old, new);
                prop_assert_eq!(found.as_ref().map(|l| l.0), expect);
                prop_assert!(found.is_none_or(|l| l.1 == held.decision.by.label()));
            }
        }
        for lost in &standing.lost {
            // A join or a cut may stand where it cannot be carried out; everything else must have lost its words.
            let said = lost.decision.subject.anchors();
            let gone = |at: &Anchors<'_>, trees: &[ClauseTree]| said.iter().any(|a| times(at, trees, a) != 1);
            let words_are_gone = gone(&today, &outcome.trees) || gone(&raw, &uncut.trees);
            prop_assert!(words_are_gone || lost.loss == Loss::Unfit, "{:?} is lost, and its words stand once", lost.decision);
        }
        // Without a change, and without a cut that changes the clauses of others, nothing is lost.
        let cuts = made.list.iter().any(|d| matches!(d.subject.verdict(), "cut" | "join"));
        if changes.is_empty() && !cuts {
            prop_assert!(standing.lost.is_empty());
            prop_assert_eq!(clauses(&outcome).len(), every.len());
        }
    }
}

/// A decision of one of all eight kinds; `None` where the clauses do not allow it.
fn subject(anchors: &Anchors<'_>, a: ClauseRef, b: ClauseRef, which: usize) -> Option<Subject> {
    let clause = || anchors.of(a);
    Some(match which {
        0..3 if a.document != b.document => Subject::Pair {
            old: anchors.of(a.min(b)),
            new: anchors.of(a.max(b)),
            verdict: Verdict::ALL[which],
        },
        3 => {
            let text = anchors.text(a.document_index(), a.clause_index());
            let half = text.floor_char_boundary(text.len() / 2);
            Subject::Clause {
                clause: clause(),
                correction: Correction::Cut(text.get(half..).filter(|words| !words.trim().is_empty())?.to_owned()),
            }
        }
        4 => Subject::Clause {
            clause: clause(),
            correction: Correction::Join,
        },
        5 => Subject::Clause {
            clause: clause(),
            correction: Correction::Kind(ClauseKind::Target),
        },
        6 => Subject::Name {
            clause: clause(),
            name: "某措施".into(),
        },
        7 => Subject::Note { clause: clause() },
        _ => return None,
    })
}

/// How many clauses of an anchor's document say what it says.
fn times(anchors: &Anchors<'_>, trees: &[ClauseTree], wanted: &Anchor) -> usize {
    let document = wanted.clause.split('/').next();
    let all = trees
        .iter()
        .enumerate()
        .flat_map(|(d, tree)| (0..tree.clauses.len()).map(move |c| ClauseRef::new(d, c)));
    let own = all
        .map(|at| anchors.of(at))
        .filter(|a| a.clause.split('/').next() == document);
    own.filter(|a| a.hash == wanted.hash).count()
}

pub(crate) fn yange(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yange"))
        .args(arguments)
        .args(["--lang", "en"])
        .output()
        .expect("the program runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A series of its own on disk.
fn series() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["2015-opinion.txt", "2018-plan.txt", "2021-opinion.txt"] {
        let from = PathBuf::from("tests/fixtures/small").join(name);
        std::fs::copy(from, folder.path().join(name)).expect("a copy");
    }
    let made = yange(&["init", &folder.path().to_string_lossy()]);
    assert!(made.status.success(), "{}", text(&made));
    folder
}

#[test]
fn from_the_shell_decisions_are_made_listed_imported_and_checked() {
    let folder = series();
    let path = folder.path().to_string_lossy().into_owned();
    let plain = pipeline::run(&yange::corpus::load(&[folder.path().to_owned()]).expect("it reads"));
    let id = |at: ClauseRef| {
        plain.trees[at.document_index()].clauses[at.clause_index()]
            .id
            .to_string()
    };
    let (old, new) = (
        id(says(&plain, 0, "健康手环。")),
        id(says(&plain, 1, "组织护理员岗前培训")),
    );
    let made = yange(&[
        "decide",
        &path,
        &new,
        &old,
        "same",
        "--by",
        "Wang",
        "--note",
        "as one scheme",
    ]);
    assert!(made.status.success(), "{}", text(&made));
    let again = yange(&["decide", &path, &old, &new, "related", "--by", "Wang"]);
    assert!(text(&again).contains("in place of"), "{}", text(&again));
    let list = text(&yange(&["decisions", "list", &path]));
    assert!(
        list.contains("Wang") && list.contains("related") && list.contains("applied"),
        "{list}"
    );

    let lines = folder.path().join("verdicts.jsonl");
    let line = format!("{{\"old\": \"{old}\", \"new\": \"{new}\", \"verdict\": \"same\"}}\n\n");
    std::fs::write(&lines, line).expect("written");
    let lines = lines.to_string_lossy();
    let taken = yange(&["decisions", "import", &path, &lines, "--by", "model:small"]);
    assert!(taken.status.success(), "{}", text(&taken));
    let list = text(&yange(&["decisions", "list", &path]));
    assert!(
        list.contains("model:small") && list.contains("outweighed by a person's"),
        "{list}"
    );
    assert!(yange(&["decisions", "check", &path]).status.success());

    // A contradiction of the same weight stops the run and shows both; a changed text is reported.
    let other = yange(&["decide", &path, &old, &new, "same", "--by", "Li"]);
    assert!(other.status.success(), "{}", text(&other));
    let stopped = yange(&["trace", &path, "--out", &format!("{path}/report")]);
    assert_eq!(stopped.status.code(), Some(2));
    assert!(
        text(&stopped).contains("Wang") && text(&stopped).contains("Li"),
        "{}",
        text(&stopped)
    );
    assert_eq!(yange(&["decisions", "check", &path]).status.code(), Some(1));
    let first = folder.path().join("2015-opinion.txt");
    let changed = std::fs::read_to_string(&first)
        .expect("it reads")
        .replace("为高龄独居老人免费发放健康手环", "取消手环");
    std::fs::write(&first, changed).expect("written");
    let traced = yange(&["trace", &path, "--out", &format!("{path}/report")]);
    assert!(
        traced.status.success() && text(&traced).contains("a decision is not applied"),
        "{}",
        text(&traced)
    );
}

#[test]
fn what_cannot_be_decided_says_why() {
    let folder = series();
    let path = folder.path().to_string_lossy().into_owned();
    for (arguments, expect) in [
        (vec!["2015/none", "2018/一", "same"], "no clause 2015/none"),
        (vec!["2015/一", "2018/一", "equal"], "no decision: equal"),
        (vec!["2015/一", "cut"], "needs --text"),
    ] {
        let mut all = vec!["decide", &path];
        all.extend(arguments);
        all.extend(["--by", "Wang"]);
        let said = yange(&all);
        assert_eq!(said.status.code(), Some(2));
        assert!(text(&said).contains(expect), "{}", text(&said));
    }
    let lines = folder.path().join("v.jsonl");
    std::fs::write(&lines, "{\"old\": 1}\n").expect("written");
    let said = yange(&[
        "decisions",
        "import",
        &path,
        &lines.to_string_lossy(),
        "--by",
        "model:x",
    ]);
    assert!(text(&said).contains("v.jsonl, line 1"), "{}", text(&said));
    assert!(!folder.path().join("decisions.toml").exists(), "nothing half-written");
}
