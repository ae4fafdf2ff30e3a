# Everything is set up in .venv; nothing is installed outside this folder. Needs Python 3.11 or later and make; uses uv where there is one.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help venv demo test check format bench site lock clean

help:
	@echo "make demo    check the example stories"
	@echo "make test    run the tests"
	@echo "make check   formatting, lint, types, import order"
	@echo "make bench   speed, beside other readers too, and planted errors found"
	@echo "make site    the documentation as a site, in build/site"
	@echo "make lock    write requirements/dev.txt anew (needs uv)"

venv: $(READY)

$(READY): requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Cannot make $(VENV): install Python 3.11 or later with its venv module (Debian: python3-venv)."; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Crossfoot needs Python 3.11 or later: make PYTHON=python3.12 ..."; exit 1; }
ifneq ($(UV),)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --default-pip >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $@

test: venv
	$(BIN)/python -m pytest

check: venv
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: venv
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: venv
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/planted.py
	$(BIN)/python benchmarks/relations.py
	$(BIN)/python benchmarks/against_peers.py

# Each command is shown before its output; one that finds something ends with status 1, and the demonstration goes on.
define SHOW
	@printf '\n$$ crossfoot %s\n\n' '$(1)'; cd examples && ../$(BIN)/crossfoot $(1) || true

endef

demo: venv
	$(call SHOW,check ten-places/story.md --source ten-places/release.txt --table ten-places/arrests.csv)
	$(call SHOW,ledger ten-places/story.md)
	$(call SHOW,check budget/story.md --source budget/release.txt --table budget/budget.csv --preview)
	$(call SHOW,explain)

site: venv
	$(BIN)/python docs/lay_out.py
	$(BIN)/zensical build --strict

lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 --all-extras --group dev \
	  --output-file requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
