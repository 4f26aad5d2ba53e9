# Two commands do all the set-up on a fresh machine with Python 3.11 or newer: make demo, make test.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PORT ?= 8000

# The demonstration keeps its own database and index, so that it never touches an archive.
DEMO := TINGTALE_DATABASE_URL=sqlite:///var/demo/tingtale.sqlite TINGTALE_INDEX_DIR=var/demo/index

# What is installed, and what pip builds the package with, has the versions of constraints.txt. Old versions of pip
# read the first variable for both, new ones the second for building.
CONSTRAINED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt

.PHONY: demo demo-data test lint types tests chaos fuzz benchmarks constraints clean

demo: demo-data
	$(DEMO) $(BIN)/tingtale serve --port $(PORT)

demo-data: $(INSTALLED)
	$(DEMO) $(BIN)/tingtale db upgrade
	$(DEMO) $(BIN)/tingtale import sample
	$(DEMO) $(BIN)/tingtale index build
	$(DEMO) $(BIN)/tingtale stats
	$(DEMO) $(BIN)/tingtale search --topic trafficking --limit 6 --facet language
	$(DEMO) $(BIN)/tingtale timeline --topic trafficking

test: lint types tests

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(INSTALLED)
	$(BIN)/mypy

# The dictionaries are compiled before: under coverage that takes three times as long. Each process
# gets whole files (loadfile), since the tests of a file share what it builds.
tests: $(INSTALLED)
	$(BIN)/python -c 'from search_index.analysis.cache.compilation import compile_missing; compile_missing(print)'
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term

# The tests marked so run with all others, a few rounds of each; here with many, for some hours:
# `make chaos ROUNDS=2` takes the less.
chaos: $(INSTALLED)
	TINGTALE_CHAOS_ROUNDS=$(or $(ROUNDS),50) $(BIN)/pytest -m chaos tests/chaos

# About 80,000 mutated inputs of each seed; what fails is kept in tests/fuzz/found.
fuzz: $(INSTALLED)
	TINGTALE_FUZZ_INPUTS=5000 TINGTALE_FUZZ_SEEDS=$(or $(SEEDS),1,9) \
		$(BIN)/pytest --numprocesses auto tests/fuzz

benchmarks: $(INSTALLED)
	$(BIN)/python -m benchmarks.run ../shared/corpora/speeches-20k.jsonl.xz
	$(BIN)/python -m benchmarks.indexing ../shared/corpora/speeches-20k.jsonl.xz
	$(BIN)/python -m benchmarks.analysis
	$(BIN)/python -m benchmarks.crawl
	$(BIN)/python -m benchmarks.languages ../shared/corpora

$(INSTALLED): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(CONSTRAINED) $(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# Writes constraints.txt from the newest versions that pyproject.toml allows. Only the oldest Python will do:
# what runs on it runs on the newer ones, and what only it needs is listed.
constraints:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "give Python 3.11: make constraints PYTHON=...")'
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/pip install --quiet --disable-pip-version-check '.[dev]' hatchling editables
	{ grep '^#' constraints.txt; build/constraints/bin/pip freeze --exclude tingtale; } >build/constraints.txt
	mv build/constraints.txt constraints.txt
	rm -rf build/constraints

clean:
	rm -rf $(VENV) var build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
