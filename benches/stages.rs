//! How fast each stage is on the four seeds, in bytes of source text, and the whole run; read docs/performance.md.

use criterion::{
    BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use yange::corpus::{self, Corpus, Declared, Source, SourceFormat};
use yange::lang::Lang;
use yange::render::{self, Format, view::View};
use yange::{align, analysis, candidates, document, features, lineage, pipeline, segment};

/// Every stage on the four seeds.
fn stages(criterion: &mut Criterion) {
    stages_of(criterion, "stage", &series());
}

/// Every stage and format on 52 reports on the work of government, where they are at hand: a long series.
#[expect(clippy::print_stderr, reason = "who runs the benchmarks is told what was skipped")]
fn govwork(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/texts/series/govwork");
    if !folder.is_dir() {
        eprintln!("govwork: skipped, {} is not there", folder.display());
        return;
    }
    stages_of(criterion, "govwork", &folder);
    let corpus = corpus::load(&[folder]).expect("the reports can be read");
    formats_of(criterion, "govwork-render", &corpus);
}

/// Every stage on what the stage before it gave.
fn stages_of(criterion: &mut Criterion, name: &str, folder: &Path) {
    let inputs = [folder.to_owned()];
    let corpus = corpus::load(&inputs).expect("the series can be read");
    let outcome = pipeline::run(&corpus);
    let mut group = group(criterion, name, bytes(&corpus));
    group.bench_function("1 corpus", |b| b.iter(|| corpus::load(black_box(&inputs))));
    group.bench_function("2 document", |b| b.iter(|| document::parse(black_box(&corpus))));
    group.bench_function("3 segment", |b| {
        b.iter(|| outcome.documents.iter().map(segment::segment).collect::<Vec<_>>());
    });
    group.bench_function("3 resources", |b| {
        b.iter(|| features::Resources::of(black_box(&corpus), &outcome.documents));
    });
    let (documents, trees) = (&outcome.documents, &outcome.trees);
    let resources = features::Resources::of(&corpus, documents);
    let knowledge = resources.knowledge();
    group.bench_function("4 features", |b| {
        b.iter(|| features::extract(black_box(documents), trees, knowledge))
    });
    let seen = features::extract(documents, trees, knowledge);
    group.bench_function("5 candidates", |b| b.iter(|| candidates::generate(black_box(&seen))));
    let pairs = candidates::generate(&seen);
    let scorer = align::scorer::built_in();
    group.bench_function("6 align", |b| {
        b.iter(|| align::align(black_box(&seen), &pairs, scorer, &outcome.standing))
    });
    let alignment = &outcome.alignment;
    group.bench_function("7 lineage", |b| {
        b.iter(|| lineage::build(documents, trees, black_box(alignment), resources.words()))
    });
    let vocabulary = resources.vocabulary();
    group.bench_function("8 analysis", |b| {
        b.iter(|| {
            analysis::analyze(
                documents,
                trees,
                alignment,
                black_box(&outcome.lineages),
                resources.words(),
                &vocabulary,
            )
        });
    });
    group.finish();
}

/// Decoding and segmenting on one thread: the shared texts where they are at hand, else the seeds again and again.
fn reading(criterion: &mut Criterion) {
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread");
    let (texts, folder) = real_texts();
    let corpus = alone.install(|| corpus::load(&texts)).expect("readable");
    let documents = document::parse(&corpus);
    let mut group = group(criterion, "reading", bytes(&corpus));
    group.sample_size(10);
    group.bench_function("decode", |b| {
        b.iter(|| alone.install(|| corpus::load(black_box(&texts))))
    });
    group.bench_function("document", |b| {
        b.iter(|| alone.install(|| document::parse(black_box(&corpus))))
    });
    group.bench_function("segment", |b| {
        b.iter(|| {
            documents
                .iter()
                .map(segment::segment)
                .map(|t| t.clauses.len())
                .sum::<usize>()
        });
    });
    group.bench_function("decode and segment", |b| {
        b.iter(|| {
            let documents = alone.install(|| document::parse(&corpus::load(&texts).expect("readable")));
            documents
                .iter()
                .map(segment::segment)
                .map(|t| t.clauses.len())
                .sum::<usize>()
        });
    });
    group.finish();
    drop(folder);
}

/// Every text below `../shared/texts`, or 200 copies of the seeds in a folder that is removed when it is dropped.
fn real_texts() -> (Vec<PathBuf>, Option<tempfile::TempDir>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    below(&root.join("../shared/texts"), &mut texts);
    if !texts.is_empty() {
        return (texts, None);
    }
    below(&root.join("seeds"), &mut texts);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copies = (0..200).map(|n| {
        let copy = folder.path().join(format!("{n}.txt"));
        std::fs::copy(&texts[n % texts.len()], &copy).expect("copied");
        copy
    });
    (copies.collect(), Some(folder))
}

fn below(folder: &Path, texts: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            below(&path, texts);
        } else if path.extension().is_some_and(|e| e == "txt") {
            texts.push(path);
        }
    }
}

/// The view and every format.
fn renderers(criterion: &mut Criterion) {
    formats_of(criterion, "render", &seeds());
}

/// The page and the view of a long series: about 2,000 lineages in eight documents.
fn long(criterion: &mut Criterion) {
    formats_of(criterion, "long", &made_up(2_000, 8));
}

fn formats_of(criterion: &mut Criterion, name: &str, corpus: &Corpus) {
    let outcome = pipeline::run(corpus);
    let view = View::new(corpus, &outcome);
    let mut group = group(criterion, name, bytes(corpus));
    group.bench_function("view", |b| b.iter(|| View::new(black_box(corpus), &outcome)));
    for format in Format::ALL {
        group.bench_function(format.name(), |b| b.iter(|| write(black_box(&view), format)));
    }
    group.finish();
}

/// Makes every byte of a format and keeps none.
fn write(view: &View, format: Format) {
    for artifact in render::render(view, format, Lang::Zh) {
        artifact.write(&mut std::io::sink()).expect("nothing is written");
    }
}

/// Documents of measures that are made of characters of their own, each in up to three neighbouring documents, now and
/// then with a word changed; tests/browser/series.mjs writes the like as files.
fn made_up(measures: usize, documents: usize) -> Corpus {
    let mut seed = 1_u64;
    let mut next = move |n: u64| {
        seed = seed * 48_271 % 2_147_483_647;
        seed % n
    };
    let mut texts =
        vec![String::from("某市人民政府关于公共事务的实施意见\n\n一、重点任务\n"); documents];
    let verbs = ["建立", "完善", "推进", "建设", "健全", "扩大"];
    for measure in 0..measures {
        let mut own: Vec<char> = Vec::new();
        own.extend((0..14).filter_map(|_| char::from_u32(0x4e00 + next(6_000) as u32)));
        let first = next(documents as u64) as usize;
        let last = (first + 1 + next(3) as usize).min(documents);
        for (d, text) in texts.iter_mut().enumerate().take(last).skip(first) {
            let words: String = own.iter().collect();
            text.push_str(&format!("（一）{}{words}。\n", verbs[(measure + d) % verbs.len()]));
            own[next(14) as usize] = char::from_u32(0x4e00 + next(6_000) as u32).unwrap_or('新');
        }
    }
    let sources = texts.into_iter().enumerate().map(|(i, text)| Source {
        path: format!("{}.txt", 2000 + 2 * i),
        format: SourceFormat::Text,
        encoding: "UTF-8".into(),
        reader: None,
        sha256: String::new(),
        text,
        declared: Declared::default(),
        diagnostics: Vec::new(),
    });
    Corpus {
        id: "made-up".into(),
        sources: sources.collect(),
        ..Corpus::default()
    }
}

/// From files to every output's bytes, as `yange trace` does it, short of writing them.
fn whole(criterion: &mut Criterion) {
    let corpus = seeds();
    let mut group = group(criterion, "whole", bytes(&corpus));
    group.bench_function("run", |b| {
        b.iter_batched(
            || [series()],
            |inputs| {
                let corpus = corpus::load(&inputs).expect("the seeds are in the repository");
                let outcome = pipeline::run(&corpus);
                let view = View::new(&corpus, &outcome);
                Format::ALL.into_iter().for_each(|format| write(&view, format));
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

fn group<'c>(criterion: &'c mut Criterion, name: &str, bytes: u64) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes));
    group
}

fn series() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/hangzhou-ip")
}

fn seeds() -> Corpus {
    corpus::load(&[series()]).expect("the seeds are in the repository")
}

fn bytes(corpus: &Corpus) -> u64 {
    let count: usize = corpus.sources.iter().map(|source| source.text.len()).sum();
    count as u64
}

criterion_group!(benches, stages, reading, renderers, long, whole, govwork);
criterion_main!(benches);
