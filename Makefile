# Every target does its own set-up: nothing is needed but Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help dev demo test search check docs bench wheel clean
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; this is $$($(PYTHON) -V). Try: make PYTHON=python3.11 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

dev: $(READY) ## set up .venv with everything for work on powerctl

demo: $(READY) ## import, check, score and print the sample county; says what to open
	@$(BIN)/powerctl demo demo

test: check ## style, types and all tests
	@$(BIN)/python -m pytest -n auto

search: $(READY) ## property tests with values of their own in each run
	@HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -n auto $$(grep -rlE '^@given' tests --include='test_*.py')

check: $(READY) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

docs: $(READY) ## write the generated pages of docs/ anew
	@$(BIN)/python docs/generate.py

bench: $(READY) ## run every benchmark (installs the peers they are measured against)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@for script in benchmarks/bench_*.py; do $(BIN)/python $$script || exit 1; done

wheel: $(READY) ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean: ## remove everything that was made
	@rm -rf $(VENV) build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
