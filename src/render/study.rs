//! What a study of the scorer found, as tables in Markdown for docs/method.md.

use crate::evaluate::{Calibration, DEPTHS, ReviewCurve};
use crate::training::{Ablation, Retraced, STOPS, Standing, Study};
use std::fmt::Write;

/// Screens of review after which F1 is shown.
const SCREENS: [usize; 8] = [0, 10, 25, 50, 75, 100, 150, 200];

/// Place of 10 among the depths.
const FIRST_TEN: usize = 3;
const _: () = assert!(DEPTHS[FIRST_TEN] == 10);

/// Writes the tables of a study with the series' codebooks and of one without them.
pub fn markdown(with: &Study, without: &Study) -> String {
    let mut out = String::new();
    rewritten(&mut out, with, without);
    revised(&mut out, with);
    reviewed(&mut out, with, without);
    retraced(&mut out, with, without);
    out
}

/// Writes what each signal adds: the same studies with each taken away.
pub fn ablations(with: (&Study, &[Ablation]), without: (&Study, &[Ablation])) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "| left out everywhere | policies F1 | without codebook | policies ECE | statutes F1 | changed |",
    );
    line(&mut out, "|---|---|---|---|---|---|");
    row(&mut out, "nothing", with.0.standing(), without.0.standing());
    for (a, b) in with.1.iter().zip(without.1) {
        row(&mut out, &format!("`{}`", a.signal), a.standing, b.standing);
    }
    out
}

fn rewritten(out: &mut String, with: &Study, without: &Study) {
    line(
        out,
        "| rewritten policies, each document pair left out | precision | recall | F1 | ECE of links | ECE of all candidates | partner in the first 10 |",
    );
    line(out, "|---|---|---|---|---|---|---|");
    for (study, note) in [(with, ""), (without, ", without codebook")] {
        for (name, report) in &study.pairs {
            let links = report.links;
            let first_ten = report.recall_at.as_ref().map_or(0.0, |r| r.shares()[FIRST_TEN]);
            let (p, r, f) = (links.precision(), links.recall(), links.f1());
            let (ece, all) = (
                error(report.link_calibration.as_ref()),
                error(report.candidate_calibration.as_ref()),
            );
            line(
                out,
                &format!("| {name}{note} | {p:.3} | {r:.3} | {f:.3} | {ece:.3} | {all:.3} | {first_ten:.3} |"),
            );
        }
    }
    line(out, "");
}

fn error(calibration: Option<&Calibration>) -> f64 {
    calibration.map_or(0.0, Calibration::error)
}

fn revised(out: &mut String, study: &Study) {
    line(
        out,
        "| revised statutes, each left out | F1 over articles | changed, split and merged alone |",
    );
    line(out, "|---|---|---|");
    for (name, report) in &study.series {
        line(
            out,
            &format!(
                "| {name} | {:.3} | {:.3} |",
                report.links.f1(),
                report.breakdown.changed.f1()
            ),
        );
    }
    let mean = study.standing();
    line(
        out,
        &format!(
            "| **mean** | **{:.3}** | **{:.3}** |",
            mean.revised, mean.revised_changed
        ),
    );
    line(out, "");
}

/// What a reviewer's time buys, in three orders of the same screens.
fn reviewed(out: &mut String, with: &Study, without: &Study) {
    let heads = SCREENS.map(|n| n.to_string()).join(" | ");
    line(out, &format!("| F1 after so many screens of review | {heads} |"));
    line(out, &format!("|---{}|", "|---".repeat(SCREENS.len())));
    for (study, note) in [(with, ""), (without, ", without codebook")] {
        for (name, report) in &study.pairs {
            let Some(curve) = &report.review else { continue };
            for (order, f1) in [
                ("the queue", &curve.f1),
                ("reading order", &curve.reading_order),
                ("random order", &curve.random_order),
            ] {
                let figures = SCREENS.map(|n| format!("{:.3}", ReviewCurve::at(f1, n))).join(" | ");
                line(out, &format!("| {name}{note}: {order} | {figures} |"));
            }
        }
    }
    line(out, "");
}

/// What a review buys where the series is traced again after it, and whether learning from it helps.
fn retraced(out: &mut String, with: &Study, without: &Study) {
    let heads = STOPS.map(|n| n.to_string()).join(" | ");
    line(out, &format!("| F1 after so many screens, traced again | {heads} |"));
    line(out, &format!("|---{}|", "|---".repeat(STOPS.len())));
    for (study, note) in [(with, ""), (without, ", without codebook")] {
        for (name, rounds) in &study.retraced {
            let mut row = |how: &str, f1: &dyn Fn(&Retraced) -> f64| {
                let figures: Vec<String> = rounds.iter().map(|round| format!("{:.3}", f1(round))).collect();
                line(out, &format!("| {name}{note}: {how} | {} |", figures.join(" | ")));
            };
            row("by the scorer as it is", &|round| round.f1);
            row("with `--learn`", &|round| round.relearned);
            row("with the best change, whether it is kept or not", &|round| round.forced);
        }
    }
    line(out, "");
}

fn row(out: &mut String, name: &str, with: Standing, without: Standing) {
    let Standing {
        rewritten,
        calibration,
        revised,
        revised_changed,
        ..
    } = with;
    line(
        out,
        &format!(
            "| {name} | {rewritten:.3} | {:.3} | {calibration:.3} | {revised:.3} | {revised_changed:.3} |",
            without.rewritten
        ),
    );
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a string takes every write");
}
