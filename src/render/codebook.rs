//! Proposals for a codebook as a lexicon file, for a person to read and correct.

use super::manifest::quoted;
use crate::pipeline::Outcome;
use crate::segment::Clause;
use crate::suggestion::{Idea, Suggestions, Term};
use std::fmt::Write;

const HEAD: &str = "\
# 编码本草稿，由 yange lexicon suggest 从本系列中提出，是建议而非结论：请逐条核对、改名、删去不当者，
# 再并入清单旁的 lexicon.toml。
# A draft codebook, proposed from the series by `yange lexicon suggest`; no result. Read it, rename and delete, then put
# what is right into lexicon.toml beside the manifest.
";

const WORDS_HEAD: &str = "
# 不宜切开的词（括注：条款数，文件数）。
# Terms that are perhaps not to be cut apart (clauses, documents).
";

const CONCEPTS_HEAD: &str = "
# 在对应条款中互相替换、词义相近的说法；name 暂取最常见的说法。
# Expressions that answer each other in linked clauses and mean something alike; named by the most frequent one.
";

/// Writes the proposals as a lexicon file: terms, concepts, and what existing concepts may lack.
///
/// The result is a valid lexicon. Extensions of existing concepts stand in comments, since a concept is written once.
pub fn toml(suggestions: &Suggestions, outcome: &Outcome) -> String {
    let mut out = HEAD.to_owned();
    out.push_str(WORDS_HEAD);
    out.push_str("words = [\n");
    for term in &suggestions.words {
        line(&mut out, &format!("    {},  # {}", quoted(&term.text), counts(term)));
    }
    out.push_str("]\n");
    out.push_str(CONCEPTS_HEAD);
    for idea in &suggestions.concepts {
        out.push('\n');
        concept(&mut out, idea, outcome);
    }
    out
}

fn concept(out: &mut String, idea: &Idea, outcome: &Outcome) {
    for witness in &idea.witnesses {
        let id = |at| clause(outcome, at).id.to_string();
        let (old, new) = (id(witness.old), id(witness.new));
        line(out, &format!("# {old} {}  ↔  {new} {}", witness.said, witness.instead));
    }
    let all: Vec<String> = idea.expressions.iter().map(|e| quoted(&e.text)).collect();
    let counted: Vec<String> = idea
        .expressions
        .iter()
        .map(|e| format!("{} {}", e.text, counts(e)))
        .collect();
    line(out, &format!("# {}", counted.join("，")));
    match &idea.extends {
        Some(name) => line(
            out,
            &format!(
                "# 或可补入概念 perhaps to be added to {}: {}",
                quoted(name),
                all.join(", ")
            ),
        ),
        None => {
            let name = idea.expressions.first().map_or("", |e| e.text.as_str());
            line(
                out,
                &format!(
                    "[[concept]]\nname = {}\nexpressions = [{}]",
                    quoted(name),
                    all.join(", ")
                ),
            );
        }
    }
}

fn clause(outcome: &Outcome, at: crate::ids::ClauseRef) -> &Clause {
    &outcome.trees[at.document_index()].clauses[at.clause_index()]
}

fn counts(term: &Term) -> String {
    format!("({}, {})", term.clauses, term.documents)
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing to a string cannot fail");
}
