# For people. What a target does stands behind its ##; `make help` lists them. GNU make 3.81 (macOS) or newer.
PYTHON ?=
ARGS ?=
export PYTHON

INPUTS := pyproject.toml pins.txt scripts/setup
PYTEST := .venv/bin/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help setup run test lint check format bench speed store measure faults terminals neural morphology conformance picture readme catalogue font pins clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: .venv/.run ## install what running needs, and .venv/bin/summit
	@echo ".venv/bin/summit is ready"

run: .venv/.run ## open the app on the article that comes with it (ARGS="PATH …" for another)
	@.venv/bin/summit $(ARGS)

# On all cores, but tests that wait for programs and windows come late where many run at once.
test: .venv/.test ## run the quick tests (ARGS="tests/unit -k words" for some)
	$(PYTEST) -n auto --maxprocesses 4 --dist worksteal $(ARGS)

lint: .venv/.lint ## check style, types and the direction of imports
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

check: lint ## all that has to pass before a change is handed in: lint, then the tests
	@$(MAKE) --no-print-directory test

format: .venv/.lint ## lay the code out
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

bench: .venv/.test ## measure starts and key presses beside the least possible Textual program
	.venv/bin/python tests/benchmarks/bench.py $(ARGS)

speed: .venv/.test ## measure how fast quotes are found, how soon the first, and the memory
	.venv/bin/python tests/benchmarks/suggesting.py $(ARGS)
	.venv/bin/python tests/benchmarks/measure_suggesting.py

store: .venv/.test ## measure edits that are on the disk beside plain TinyDB and SQLite (ARGS="--edits 1000000")
	.venv/bin/python tests/benchmarks/store.py $(ARGS)

measure: .venv/.test ## measure suggestions on annotated articles, each outlet left out of the training (ARGS="--gold FOLDER --more FOLDER")
	.venv/bin/python tools/measure_finding.py $(ARGS)

faults: .venv/.test ## kill, fill and damage: what was saved has to survive
	$(PYTEST) tests/faults -m "slow or not slow" $(ARGS)

terminals: .venv/.test ## drive the app in a dozen real terminals, which it installs where it may
	@scripts/terminals
	$(PYTEST) tests/terminals -m "slow or not slow" $(ARGS)

neural: .venv/.neural ## run named entities by a tiny model, through torch and transformers, which it installs (5 GB)
	$(PYTEST) tests/neural -m "neural" $(ARGS)

morphology: .venv/.test ## fetch camel-tools' morphology database (GPL v2) and compare it with camel-tools' own loading
	$(PYTEST) tests/morphology -m "slow or not slow" $(ARGS)

conformance: .venv/.test ## run Unicode's own tests of the bidirectional algorithm
	$(PYTEST) tests/unit/bidi -m "slow or not slow" $(ARGS)

picture: .venv/.test ## make the README's picture of the app
	.venv/bin/python tools/picture.py $(ARGS)

readme: .venv/.test ## bring the README's table of keys and its export up to date
	.venv/bin/python tools/readme.py

catalogue: .venv/.test ## bring the Arabic catalogue up to date with the texts of the interface
	.venv/bin/python tools/catalogue.py

font: .venv/.test ## cut the font of summit serve's page anew
	.venv/bin/python tools/font.py

pins: .venv/.run ## pin every package to its newest version within pyproject.toml's bounds
	.venv/bin/python tools/pins.py

clean: ## remove the environment, uv's folder and what tools left behind
	rm -rf .venv .uv dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find summit_tui tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that came here with a moved checkout is made anew: it holds absolute paths.
ifneq ($(shell cat .venv/.checkout 2>/dev/null),$(CURDIR))
.PHONY: .venv/.run
endif
ifeq ($(wildcard .venv/bin/python),)
.PHONY: .venv/.run
endif

.venv/.run: $(INPUTS)
	@scripts/setup

.venv/.test: .venv/.run
	@scripts/setup test

.venv/.neural: .venv/.test
	@scripts/setup neural

# mypy reads what the tools import, and two installations at once would be in each other's way.
.venv/.lint: .venv/.test
	@scripts/setup lint
