# statute-kg. `make demo` and `make test` do all their own set-up; see CONTRIBUTING.md.

VENV := .venv
BIN  := $(VENV)/bin
DEMO := build/demo
# Two processes: each may start a Java machine and a browser, so more of them cost memory before they save time.
PYTEST := -n 2 --dist loadfile -m 'not slow'

.PHONY: help setup demo check test bench clean

help:
	@echo 'make setup  the environment in $(VENV): afterwards $(BIN)/kg works'
	@echo 'make demo   import examples/, ask one question, draw demo.html'
	@echo 'make test   everything that the tests need, then check, then the tests'
	@echo 'make check  lint, formatting, types, import contracts'
	@echo 'make bench  measure, and write benchmarks/RESULTS.md'
	@echo 'make clean  remove what the other words made, but for $(VENV)'

setup: $(VENV)/.runtime
	@echo '$(BIN)/kg is ready'

# The stamps are older than pyproject.toml when it changed: then the environment is brought up to date.
$(VENV)/.runtime: pyproject.toml .ci/venv
	@.ci/venv $(VENV) .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	@.ci/venv $(VENV) '.[dev]'
	@touch $@

demo: $(VENV)/.runtime
	@.ci/demo $(BIN)/kg $(DEMO) demo.html

check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(VENV)/.dev
	@.ci/system
	$(MAKE) --no-print-directory check
	$(BIN)/pytest $(PYTEST)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.line --write
	$(BIN)/python -m benchmarks.claims --write

clean:
	rm -rf build dist demo.html .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
