# What the project does, by name. `make` alone lists it. Everything runs in .venv, which is made as it is needed.

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help demo test check nightly bench golden lock clean

VENV := .venv
PY := $(VENV)/bin/python
COMPILE = build/lock/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
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
	$(PY) -m pytest -m "not nightly"

check: $(VENV)/dev.done ## format, lint, types, layers, quick tests: before every commit
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -m "not slow and not nightly"

nightly: $(VENV)/dev.done ## the slow tests, and the long form of the faults: builds that are killed
	$(PY) -m pytest -m "slow or nightly"
	$(PY) tests/faults/kill.py --times 20 --signal KILL
	$(PY) tests/faults/kill.py --times 10 --signal INT
	$(PY) tests/faults/kill.py --times 10 --signal TERM

bench: $(VENV)/dev.done build/peers/peers.done ## measure quality and speed beside other extractors; needs ../shared
	$(PY) -m benchmarks.quality --peers build/peers/bin/python --floors benchmarks/floors.json
	$(PY) -m benchmarks.speed --peers build/peers/bin/python

golden: $(VENV)/dev.done ## rewrite what golden pages and examples in the docs come to; review that diff as code
	$(PY) -m tests.golden.pages
	$(PY) -m tests.docs
	@git status --short -- tests/golden docs '*.md'

lock: $(VENV)/core.done ## write the lock files anew from pyproject.toml, with the latest versions
	$(PY) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.lock
	$(COMPILE) pyproject.toml --group build -c requirements-dev.lock -o requirements.lock
	$(COMPILE) --group peers -o requirements-peers.lock

clean: ## remove what was made: .venv, builds, caches
	rm -rf $(VENV) $(VENV).half build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# .venv comes in two sizes: what onrecord needs, and what its tests need. A stamp stands for each. The extractors that
# the benchmarks compare with live apart, since they share packages with us in other versions.
$(VENV)/core.done: requirements.lock
$(VENV)/dev.done: requirements-dev.lock

$(VENV)/core.done $(VENV)/dev.done: pyproject.toml .ci/venv
	@bash .ci/venv $(VENV) $(filter %.lock,$^)
	@mkdir -p build
	@touch $@

build/peers/peers.done: requirements-peers.lock .ci/venv
	@mkdir -p build
	@bash .ci/venv build/peers $< bare
	@touch $@
