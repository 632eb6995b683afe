# Shorthands; everything is in scripts/, which need no `just`.

# Everything that CI runs.
test *STEPS:
    scripts/test {{STEPS}}

# The quick part, before each commit.
quick:
    scripts/test format lint tests

# The main job on the four seeds.
trace SERIES="corpus/hangzhou-ip":
    cargo run --release -- trace {{SERIES}}

# Writes the committed reports anew.
reports:
    scripts/reports

# Every stage with its throughput, and the whole run.
bench *FILTER:
    cargo bench --bench stages -- {{FILTER}}

# Wall time and memory beside the script of researchers.
peer:
    cargo build --release
    scripts/compare-peer
