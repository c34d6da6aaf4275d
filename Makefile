# make run     sets up a virtual environment and starts the app on http://localhost:8501
# make test    sets up everything the tests need and passes them all
# make bench   prints the figures: speed and memory          make data    rebuilds the prepared data in assets/

PORT ?= 8501
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin/python

.PHONY: run test check bench data pictures clean

run: .venv/.app
	$(BIN) -m streamlit run streamlit_app.py --server.port $(PORT)

test: .venv/.dev check
	$(BIN) -m tests.browser.chromium
	$(BIN) -m pytest -n 2 --dist loadfile

check: .venv/.dev
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy

bench: .venv/.dev
	$(BIN) -m tests.bench

data: .venv/.app
	$(BIN) -m engine.newsgroups.prepare_data

pictures: .venv/.dev
	$(BIN) -m tests.browser.pictures

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.made:
	@test -n "$(PYTHON)" || { echo "Glassnet needs Python 3.11, 3.12 or 3.13 with its venv module, and found none." \
		"Install one (Debian and Ubuntu: sudo apt-get install python3 python3-venv), or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 1; }
	"$(PYTHON)" -m venv --clear .venv
	$(BIN) -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

.venv/.app: .venv/.made requirements.txt
	$(BIN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.dev: .venv/.app requirements-dev.txt
	$(BIN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
