# Everything runs in .venv, which the first target that needs it creates. PYTHON=python3.12 picks another interpreter,
# VENV=.venv-3.12 another folder for it.
PYTHON ?= python3
VENV = .venv
JOBS ?= 2
BIN := $(VENV)/bin
GRAPHS ?= graphs
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint notebooks bench bench-quality bench-speed bench-merge bench-store bench-exports hints graphs node clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	rm -rf demo
	mkdir demo
	$(BIN)/kadry build examples --store demo/kadry.db --out demo
	$(BIN)/kadry export --format html -o demo/kadry.html --store demo/kadry.db
	$(BIN)/kadry stats --store demo/kadry.db
	$(BIN)/kadry show "Артём Дроздецкий" --store demo/kadry.db
	@echo
	@echo "The exports and the store are in demo/:"
	@ls demo

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Figures: right on the annotated texts ($KADRY_DATA) and text cases, fast beside plain natasha.
# SETS=nerel-train takes those texts only; ERRORS=--errors shows each error.
bench-quality: $(VENV)/.tested
	$(BIN)/python benchmarks/quality.py $(SETS) $(ERRORS)

bench: bench-quality
	$(BIN)/python benchmarks/speed.py "$$KADRY_DATA/nerel/dev.jsonl"

# How fast beside plain natasha, and whole commands by the clock (docs/speed.md). TEXTS="FOLDER…" takes other texts.
NEWS = "$$KADRY_DATA/nerel/train.jsonl" "$$KADRY_DATA/nerel/dev.jsonl" "$$KADRY_DATA/factrueval/devset"
bench-speed: $(VENV)/.tested
	$(BIN)/python benchmarks/speed.py $(or $(TEXTS),$(NEWS)) --all

# Merging beside others, on the mentions of $KADRY_DATA. PEERS is the Python of an environment that has them
# (docs/benchmarks-merging.md); without it their rows are empty.
bench-merge: $(VENV)/.tested
	$(BIN)/python benchmarks/merge_table.py $(if $(PEERS),--peers $(PEERS))
	$(BIN)/python benchmarks/merge_laws.py --cases 1000

# Programs of another language that read the exports in tests/test_node.py. No lock file: it would name a registry.
node: tests/node/node_modules

tests/node/node_modules: tests/node/package.json
	cd tests/node && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# How fast a store fills, from a made-up chronicle; CLAIMS=100000 takes fewer than a million (docs/benchmarks-store.md).
bench-store: $(VENV)/.tested
	$(BIN)/python benchmarks/store_speed.py $(if $(CLAIMS),--claims $(CLAIMS))

# How fast each format is written, and beside rdflib and networkx (docs/rdf.md, docs/graphml.md).
# CLAIMS=20000 takes a smaller graph.
bench-exports: $(VENV)/.tested
	$(BIN)/python benchmarks/exports.py $(if $(CLAIMS),--claims $(CLAIMS))
	$(BIN)/python benchmarks/exports.py --peers

# What each word that natasha's models know may be to the rules (docs/speed.md).
hints: $(VENV)/.installed
	$(BIN)/python benchmarks/hint_table.py

# The committed exports of examples/; the store is of no use afterwards.
graphs: $(VENV)/.installed
	store=$$(mktemp -d) && trap 'rm -rf "$$store"' EXIT && \
	$(BIN)/kadry build examples --store "$$store/kadry.db" --out $(GRAPHS)

# The outputs of the notebooks, and the store that they read.
notebooks: $(VENV)/.tested
	mkdir -p demo
	$(BIN)/kadry build examples notebooks/articles --store demo/notebooks.db --out demo/notebooks --format graphml
	$(BIN)/python notebooks/run.py demo/notebooks.db

clean:
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/node/node_modules

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kadry needs Python 3.11 or newer; \
	this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[html]'
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[test]'
	@touch $@
