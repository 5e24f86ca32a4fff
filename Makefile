# Two commands on a fresh machine with Python 3.11 or newer: make demo, make test.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: demo test test-gpu bench endurance lint clean

demo: $(VENV)/.ready  ## the whole road on a practice class, in demo/
	@$(BIN)/fathom demo demo

test: $(VENV)/.ready lint  ## everything: engine, content, shipping, nbgrader, browser
	@echo "== built files are what the parts give"
	@$(BIN)/fathom build --check
	@echo "== tests (those that need bubblewrap or Chromium are skipped, and say so, where these are missing)"
	@$(BIN)/python -m pytest -rfEs -n auto --dist loadfile --no-loadscope-reorder -m "not long and not alone"
	@echo "== tests that kill processes and wait for browsers, one by one"
	@$(BIN)/python -m pytest -rfEs -m "alone and not long" --durations=20 tests/road

test-gpu: $(VENV)/.ready  ## the checks that need a CUDA device
	@$(BIN)/python -m pytest -rfEs -m gpu

bench: $(VENV)/.ready  ## speed against stock nbgrader and otter, then the attacks; an hour: fills docs/
	@$(BIN)/python -m benchmarks --full --write
	@$(BIN)/python -m benchmarks.hostile --write

endurance: $(VENV)/.ready  ## the tests that take longer, then 1,000 mixed submissions in one run and 20 kills
	@$(BIN)/python -m pytest -rfEs -m long
	@$(BIN)/python -m benchmarks.endurance

lint: $(VENV)/.ready
	@echo "== ruff and mypy"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "fathom: $(PYTHON) is older than Python 3.11; next: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	@echo "== setting up $(VENV) (once; some minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip setuptools wheel
	@$(BIN)/python -m pip install -e '.[dev]'
	@test -x $(BIN)/fathom || { echo "fathom: installing failed; next: $(BIN)/pip install -e '.[dev]'"; exit 2; }
	@touch $@

clean:  ## what make made
	rm -rf $(VENV) demo build dist *.egg-info
