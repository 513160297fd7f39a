# make demo   try it: a filled instance on http://127.0.0.1:8000 (PORT=, RESET=1)
# make test   the whole suite: both databases and a real browser
# make check  lint, format, types, import contracts, migrations against models
# make bench  how fast it is: one line of JSON a figure, in six minutes (SIZE=small in one)
# make assets the stylesheet and script, built again from assets/
# make locks  requirements/*.txt, resolved again from pyproject.toml (needs uv)

PORT ?= 8000
RESET ?=
WORKERS ?= 4
PYTEST ?=
SIZE ?= full

BIN := .venv/bin
RUN := .venv/.installed-run
DEV := .venv/.installed-dev

# What a person set for her own pip must not move the packages elsewhere; -E keeps modules of hers
# out, too.
PIP = env -u PIP_USER -u PIP_TARGET -u PIP_PREFIX -u PIP_ROOT -u PIP_REQUIRE_VIRTUALENV \
  -u PIP_CONSTRAINT -u PIP_REQUIREMENT -u PIP_EDITABLE -u PIP_NO_DEPS -u PYTHONPATH -u PYTHONHOME \
  $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test check bench assets locks clean

help:
	@sed -n 's/^# make /  make /p' Makefile

.venv/bin/python:
	@sh .ci/make-venv

$(RUN): requirements/run.txt requirements/build.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Casework runs on ($$(grep -c '^[a-z]' requirements/run.txt) packages, once) …"
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@echo "Installing what its tests need ($$(grep -c '^[a-z]' requirements/dev.txt) packages, once) …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(RUN)
	@$(BIN)/casework demo --port $(PORT) $(if $(RESET),--reset)

test: $(DEV)
	@sh .ci/find-chromium
	@$(BIN)/python -m pytest -n logical --maxprocesses $(WORKERS) --dist worksteal $(PYTEST)

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m casework.migrating

# What it says is for programs to read: an installation before it is told beside it.
bench:
	@$(MAKE) --no-print-directory $(DEV) >&2
	@$(BIN)/python -m tests.bench --size $(SIZE)

assets:
	npm ci --no-audit --no-fund
	npm run build

LOCK = uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url \
  --python-version 3.11 --custom-compile-command "make locks" --quiet

locks:
	$(LOCK) --group dev -o requirements/dev.txt
	$(LOCK) -c requirements/dev.txt -o requirements/run.txt
	$(subst pyproject.toml,,$(LOCK)) --group build -c requirements/dev.txt -o requirements/build.txt

clean:
	rm -rf .venv build dist
