# Two commands do everything: make start, make test. Needs Python 3.11+ and the package index.
PYTHON ?= python3
PORT ?= 8001
VENV ?= .venv
BIN = $(VENV)/bin
# A file's tests share what is dear to make; a third process works while others wait for the disk.
SPREAD = -n 3 --dist loadfile --no-loadscope-reorder
# The tests start Python some hundred times; it keeps what it has compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: start test quick lint audit docs bench fuzz setup clean build/typed

start: $(VENV)/run.stamp
	$(BIN)/billtrail --workspace ./workspace start --port $(PORT)

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(SPREAD) tests

quick: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(SPREAD) -m "not slow" tests

lint: $(VENV)/dev.stamp build/typed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	cd build/typed && MYPYPATH=. ../../$(BIN)/mypy --config-file ../../pyproject.toml -p billtrail
	cd build/typed && PYTHONPATH=. ../../$(BIN)/lint-imports ../../pyproject.toml --no-cache

# The pages written from the code, and all of them as a site in build/docs; the pictures come from
# docs/pictures.py.
docs: $(VENV)/dev.stamp
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs

# Known security faults of the libraries that a server installs; asks the network.
audit: $(VENV)/dev.stamp
	-$(BIN)/python -m pip install --quiet --group audit
	$(BIN)/python -m upkeep.audit

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

# The layout of pyproject.toml as real folders, because mypy cannot follow a mapped install.
build/typed:
	rm -rf build/typed/billtrail && mkdir -p build/typed/billtrail
	cd build/typed/billtrail && for f in ../../../src/billtrail/*; do ln -sfn $$f .; done
	cd build/typed/billtrail && for d in scrapers briefs datasette_plugins data; do ln -sfn ../../../$$d $$d; done

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Billtrail needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/run.stamp: $(VENV)/bin/python pyproject.toml
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp pyproject.toml
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

# Some hours on one core: other examples for the laws of the tests (tests/laws.py), then 100,000
# changed inputs for each parser, 5,000 for workbooks and the like.
fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(SPREAD) -m hypothesis --hypothesis-profile=others tests
	$(BIN)/python -m bench fuzz

setup: $(VENV)/dev.stamp

clean:
	rm -rf build dist *.egg-info
