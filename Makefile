# The commands of the house. `make` alone lists them.
# Needs make and Python 3.11 or newer; everything else is installed into .venv from the lock files.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --generate-hashes
# Tests run side by side, a file at a time: PostgreSQL, Chromium and scores are then made once a process. The files
# of tests/seconds.json come first, not those of the most tests.
SPREAD := --numprocesses auto --dist loadfile --no-loadscope-reorder
# Nothing is compiled while it is installed: of 1.3 GB that takes a minute. What commands load is, by loading it once, so
# that the first command starts as soon as any other, also where PYTHONDONTWRITEBYTECODE is set.
READY := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m compileall -q src && env -u PYTHONDONTWRITEBYTECODE \
	$(BIN)/python -c 'import click, rich.console, rich.table; from tallystick import Ledger, check, read_text; \
	check(read_text("Sales rose by 3% in 2021."))'

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench bench-docs ratchet train lock docs docs-site wheel dist changelog clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 12

demo: $(VENV)/.installed ## set up, read the sample release and show what to do next
	@$(BIN)/tallystick demo

test: $(VENV)/.developing ## set up and run every check and every test; all of them, whichever fails first
	@status=0; .ci/programs || status=1; $(BIN)/python -m ruff check || status=1; \
	$(BIN)/python -m mypy & types=$$!; $(BIN)/python -m pytest $(SPREAD) || status=1; wait $$types || status=1; exit $$status

lint: $(VENV)/.developing ## style and types
	$(BIN)/ruff check
	$(BIN)/mypy

format: $(VENV)/.developing ## mend style where that is safe
	$(BIN)/ruff check --fix

bench: $(VENV)/.benching ## measure speed and print one table
	$(BIN)/python -m benchmarks

bench-docs: $(VENV)/.benching ## measure and write docs/benchmarks.md
	$(BIN)/python -m benchmarks --write docs/benchmarks.md

ratchet: $(VENV)/.developing ## raise the floors of the gate to what is reached now; never lowers one
	$(BIN)/python -m tests.gate

docs: $(VENV)/.developing ## write docs/reference/commands.md anew from --help
	$(BIN)/python -m tests.command_reference

docs-site: $(VENV)/.developing ## build the documentation as a site into site/
	$(BIN)/zensical build --clean --strict

train: $(VENV)/.developing ## learn the choosers' weights anew from labelled and written texts, and say how good they are
	$(BIN)/python -m training.train --ship src/tallystick/reading/choosing/weights.json.gz
	$(BIN)/python -m training.sureness --ship

lock: $(VENV)/.developing ## pin every dependency anew
	$(COMPILE) --extra build --extra all --output-file requirements.lock
	$(COMPILE) --extra dev --output-file requirements-dev.lock
	$(COMPILE) --extra dev --extra bench --output-file requirements-bench.lock

wheel: $(VENV)/.developing ## build a wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

dist: $(VENV)/.developing ## build a wheel and the source archive into dist/
	$(BIN)/python -m hatchling build

changelog: $(VENV)/.developing ## gather changelog.d/ into CHANGELOG.md: make changelog VERSION=0.2.0
	$(BIN)/python -m tests.changelog $(VERSION)

clean: ## remove the environment and everything built
	rm -rf $(VENV) .venv-bench dist site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer (with venv) is needed: install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python requirements.lock pyproject.toml
	@echo "Setting up .venv with the pinned packages of requirements.lock (1.3 GB): one to three minutes, once"
	$(PIP) -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(READY)
	@touch $@

# uv is pinned among the tools; it sets up all others in a fraction of pip's time, which stays for where uv finds no index.
$(VENV)/.developing: $(BIN)/python requirements-dev.lock pyproject.toml
	@echo "Setting up .venv with the pinned packages and tools of requirements-dev.lock (1.3 GB): one to three minutes, once"
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.lock > $(VENV)/uv.lock
	$(PIP) -r $(VENV)/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements-dev.lock || $(PIP) -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(READY)
	@touch $@ $(VENV)/.installed

$(VENV)/.benching: $(VENV)/.developing requirements-bench.lock benchmarks/requirements.txt
	$(PIP) -r requirements-bench.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install -r benchmarks/requirements.txt
	@touch $@
