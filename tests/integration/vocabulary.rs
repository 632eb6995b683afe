//! What a series' own words change: who is one agency, how firm a verb is, which instrument a measure suggests; and that
//! they change no link.

use std::path::PathBuf;
use yange::corpus::{self, SideFile};
use yange::pipeline;
use yange::render::view::View;

/// The seeds with more in their codebook.
fn seeds(more: &str) -> View {
    let mut corpus = corpus::load(&[PathBuf::from("corpus/hangzhou-ip")]).expect("the seeds are in the repository");
    let file = corpus.lexicon.take().expect("it has a codebook");
    corpus.lexicon = Some(SideFile {
        text: format!("{}\n{more}", file.text),
        ..file
    });
    View::new(&corpus, &pipeline::run(&corpus))
}

#[test]
fn a_series_brings_its_own_words() {
    let (plain, own) = (
        seeds(""),
        seeds(
            "[[agency]]\nname = '区市场监督管理局'\nnames = ['区市场监管局']\n\
             [[rung]]\nlevel = 7\nwords = ['鼓励']\n\
             [[instrument]]\nkind = 'demand'\nzh = '示范推广'\nen = 'diffusion'\nexpressions = ['展区']\n\
             [[instrument]]\nkind = 'environment'\nzh = '金融支持'\nen = 'finance'\nwithout = ['保险']",
        ),
    );
    assert_eq!(plain.links.len(), own.links.len());
    let same = |a: &View, b: &View| {
        a.links
            .iter()
            .zip(&b.links)
            .all(|(a, b)| a.old == b.old && a.probability == b.probability)
    };
    assert!(same(&plain, &own), "the words change no link");

    let agency = own
        .agencies
        .iter()
        .find(|a| a.name == "区市场监督管理局")
        .expect("as the codebook calls it");
    assert_eq!(agency.names, ["区市场监管局"]);
    assert!(
        plain
            .agencies
            .iter()
            .any(|a| a.name == "区市场监管局" && a.uses.len() == agency.uses.len())
    );

    let firm = |view: &View| {
        let lineage = view
            .lineages
            .iter()
            .find(|l| l.clauses.iter().any(|c| c == "2025/二/（十）/3"));
        let trend = lineage
            .and_then(|l| l.trend.as_ref())
            .expect("保险 stands in several documents");
        trend
            .components
            .iter()
            .find(|c| c.component == "certainty")
            .map(|c| c.direction.clone())
    };
    assert_eq!(firm(&plain).as_deref(), Some("weaker"), "培育 → 鼓励");
    assert_eq!(firm(&own).as_deref(), Some("stronger"));

    let suggested = |view: &View, subtype: &str, clause: &str| {
        view.instruments
            .iter()
            .any(|i| i.subtype.zh == subtype && i.clause == clause)
    };
    let (insurance, fair) = ("2020/三/（六）/4", "2025/二/（二）/1");
    assert!(suggested(&plain, "金融支持", insurance) && !suggested(&own, "金融支持", insurance));
    assert!(!suggested(&plain, "示范推广", fair) && suggested(&own, "示范推广", fair));
}
