# `make site` builds the demonstration into site/, `make test` proves that everything holds.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: site test lint fix unit serve bench bench-growth clean

site: .venv/.installed
	$(BIN)/factbox build

serve: .venv/.installed
	$(BIN)/factbox serve

test: .venv/.tested lint unit
	$(BIN)/factbox check --strict --now 2026-11-24

lint: .venv/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: .venv/.tested
	$(BIN)/pytest
	$(BIN)/pytest tests/browser

fix: .venv/.tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Not part of the test: it takes hours, and wants a machine that does nothing else. ARGS="--sizes 100,1000" is quicker.
bench: .venv/.installed
	$(BIN)/python -m bench compare $(ARGS)

bench-growth: .venv/.installed
	$(BIN)/python -m bench grow $(ARGS)

clean:
	rm -rf site .venv .factbox dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis bench/.peers bench/.work

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/.tested: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --disable-pip-version-check --group test --editable .
	scripts/install-system-tools
	touch $@
