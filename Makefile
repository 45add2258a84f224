# What the project does, by name. `make` alone lists it. Everything runs in .venv, which is made as it is needed.

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help demo test check nightly bench golden lock clean

VENV := .venv
PY := $(VENV)/bin/python
LOCK_TOOL := build/lock
COMPILE = $(LOCK_TOOL)/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

help: ## list what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/core.done ## build a record from the bundled example, and show what is in it
	@$(VENV)/bin/onrecord demo -o build/demo.db --quiet
	@echo
	@echo "This record is build/demo.db, one SQLite file. Next:"
	@echo "  $(VENV)/bin/onrecord check build/demo.db"
	@echo "  $(VENV)/bin/onrecord page examples/captures/straitwire24-copy-twice.txt --format md"
	@echo "  $(VENV)/bin/onrecord build YOUR-FOLDER -o record.db"
	@echo "What it tells of: examples/README.md. How to go on: docs/tutorial.md."

test: $(VENV)/dev.done ## run all tests but the nightly ones
	$(PY) -m pytest

check: $(VENV)/dev.done ## format, lint, types, layers, quick tests: before every commit
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -m "not slow"

nightly: $(VENV)/dev.done ## all tests, then the faults in their long form: killed builds, three ways
	$(PY) -m pytest
	$(PY) tests/faults/kill.py --times 20 --signal KILL
	$(PY) tests/faults/kill.py --times 10 --signal INT
	$(PY) tests/faults/kill.py --times 10 --signal TERM

bench: $(VENV)/bench.done ## measure quality and speed; the results go to build/bench
	@mkdir -p build/bench
	$(PY) benchmarks/quality.py
	$(PY) benchmarks/speed.py

golden: $(VENV)/dev.done ## rewrite what comes out of the golden pages; review that diff as you would code
	$(PY) -m tests.golden.pages
	@git --no-pager diff --stat -- tests/golden

lock: $(VENV)/core.done ## write the lock files anew from pyproject.toml, with the latest versions
	$(PY) -m venv $(LOCK_TOOL)
	$(LOCK_TOOL)/bin/python -m pip install --quiet uv
	$(COMPILE) --upgrade --group bench -o requirements-bench.lock
	$(COMPILE) --upgrade --group dev -c requirements-bench.lock -o requirements-dev.lock
	$(COMPILE) --upgrade --group build -c requirements-bench.lock -o requirements.lock

clean: ## remove what was made: .venv, builds, caches
	rm -rf $(VENV) $(VENV).half build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# .venv in three sizes: what onrecord needs, what its tests need, what its benchmarks need. A stamp stands for each.
$(VENV)/core.done: requirements.lock
$(VENV)/dev.done: requirements-dev.lock
$(VENV)/bench.done: requirements-bench.lock

$(VENV)/core.done $(VENV)/dev.done $(VENV)/bench.done: pyproject.toml .ci/venv
	@bash .ci/venv $(VENV) $(filter %.lock,$^)
	@mkdir -p build
	@touch $@
