# Every target says what it does: `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

.DEFAULT_GOAL := help
.PHONY: help setup demo up test verify lint bench score bench-reading bench-reminders
.PHONY: bench-audit bench-web bench-hooks pictures crash-test fmt lock doctor clean

help: ## List the targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

setup: .venv/ready ## Make .venv from the locked requirements, with pip alone.

.venv/ready: requirements/dev.txt pyproject.toml
	@echo "Installing the locked requirements into .venv (about a minute) ..." >&2
	@$(PYTHON) -m venv .venv >&2
	@$(PIP) --require-hashes -r requirements/dev.txt >&2
	@$(PIP) --no-build-isolation --editable . >&2
	@touch $@

demo: setup ## Replay the model directive, then serve its status page (ARGS="--no-serve --json").
	@$(BIN)/namro demo $(ARGS)

up: setup ## Run an installation: database, Prefect, flows and site.
	@$(BIN)/namro up $(ARGS)

test: setup ## Run all tests but the long ones.
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup -m "not long" $(ARGS)

verify: setup ## Run all tests, the long ones too.
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup $(ARGS)

lint: setup ## Check style, types and layers.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: setup ## Score the reading of CORPUS; write docs/reading.md (the model alone without it).
	@$(BIN)/python -m bench.reading $(CORPUS) --write docs/reading.md

bench-reading: setup ## Measure how fast documents of CORPUS are read.
	@$(BIN)/python -m bench.reading $(CORPUS) --speed

bench: setup ## Measure how long namro takes to start, as a ratio.
	@$(BIN)/python bench/startup.py

crash-test: setup ## Kill namro at every failpoint; write docs/reliability.md.
	@$(BIN)/python bench/crash_test.py --write $(ARGS)

bench-reminders: setup ## Measure a morning of 100,000 assignments (ARGS=--growth: a million).
	@$(BIN)/python bench/reminders.py $(ARGS)

bench-audit: setup ## Measure the audit of 100,000 assignments after 12 mornings.
	@$(BIN)/python bench/audit.py $(ARGS)

bench-web: setup ## Measure the pages with 1,000,000 assignments and 20 users.
	@$(BIN)/python bench/pages.py $(ARGS)

pictures: setup ## Take the pictures of the help and of README anew (needs Chromium).
	@PYTHONPATH=.:tests $(BIN)/python bench/pictures.py

bench-hooks: setup ## Measure how long hostile calls to the hooks hold the site.
	@$(BIN)/python bench/hooks.py $(ARGS)

fmt: setup ## Put imports and layout in order.
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

lock: ## Lock the requirements anew (needs uv: pip install uv).
	uv pip compile pyproject.toml --universal --generate-hashes \
	    --no-emit-index-url --no-header -o requirements/base.txt
	uv pip compile pyproject.toml --group dev --universal --generate-hashes \
	    --no-emit-index-url --no-header -o requirements/dev.txt

doctor: setup ## Check this installation; say what to do.
	@$(BIN)/namro doctor $(ARGS)

clean: ## Remove .venv and all caches.
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
