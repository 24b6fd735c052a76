# What people do daily. Every recipe is a plain command; CONTRIBUTING.md lists them for those without just.

# Lists the recipes.
default:
    @just --list --unsorted

# Builds the library and the examples.
build:
    cargo build --examples

# Runs the tests; names of tests narrow them: just test --test readers
test *arguments:
    cargo test {{ arguments }}

# Checks format, clippy and documentation; warnings are errors.
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    cargo clippy --lib -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --all-features

# Plans the sample book into out/; further arguments are those of the command: just plan --weeks 2
plan *arguments:
    cargo run --release --example rounds -- plan {{ arguments }}

# Rebalances the territories of the sample book into out/ (about two minutes).
territories *arguments:
    cargo run --release --example rounds -- rebalance {{ arguments }}

# Runs the benchmarks; benches/README.md has those beside other programs.
bench *arguments:
    cargo bench {{ arguments }}

# Builds the documentation and opens it.
docs:
    cargo doc --no-deps --all-features --open

# Prints sizes of functions and files, rooms and circles, and lengths of sentences.
figures:
    python3 -B scripts/sizes.py --list 5
    python3 -B scripts/imports.py
    python3 -B scripts/prose.py

# Feeds every reader unforeseen bytes for some seconds each; needs cargo-fuzz and a nightly toolchain.
fuzz seconds="60":
    for target in csv_book json_book plan travel; do \
        mkdir -p fuzz/corpus/$target; \
        cargo +nightly fuzz run $target fuzz/corpus/$target tests/readers/corpus/$target -- \
            -max_total_time={{ seconds }} -max_len=20000 -timeout=10 || exit 1; \
    done

# Breaks the verifier in every small way and sees whether its tests notice; needs cargo-mutants (docs/mutation-testing.md).
mutants:
    cargo mutants -f 'src/check/*.rs' -- --test check_sees_violations --test check_word_for_word

# Checks licences, advisories and sources of the dependencies; needs cargo-deny.
deny:
    cargo deny check

# Runs everything that a change must pass.
ci:
    bash .ci/run

# Plans whole books at random, and proves each plan with the program itself: just books --books 200
books *arguments:
    cargo build --release --example rounds
    python3 scripts/fuzz_books.py target/release/examples/rounds {{ arguments }}
