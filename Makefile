# make run     sets up a virtual environment and starts the app on http://localhost:8501, for this machine alone
# make run ROOM=1   the same for everybody in this network; prints the address and a QR code
# make test    sets up everything the tests need and passes them all
# make quick   checks and tests that need no browser         make fuzz    searches freely for settings that break something
# make bench   prints the figures: speed and memory          make data    rebuilds the prepared data in assets/
# make lock    locks every dependency with its hashes, after a change of requirements*.txt

PORT ?= 8501
ADDRESS ?= $(if $(ROOM),0.0.0.0,127.0.0.1)
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin/python
NODE := .venv/bin/node
PIP := $(BIN) -m pip install --quiet --disable-pip-version-check
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade

.PHONY: run setup test quick check check-js test-js format-js fuzz bench data pictures lock clean

run: .venv/.app
	$(if $(ROOM),@$(BIN) -m pages.shared.announce $(PORT))
	$(BIN) -m streamlit run streamlit_app.py --server.port $(PORT) --server.address $(ADDRESS)

setup: .venv/.dev

test: .venv/.dev check test-js
	$(BIN) -m tests.browser.chromium
	$(BIN) -m tests.browser.proxy
	$(BIN) -m pytest -n 2 --dist loadfile

quick: .venv/.dev check test-js
	$(BIN) -m pytest -n 2 --dist loadfile -m "not browser and not raw"

fuzz: .venv/.dev
	HYPOTHESIS_PROFILE=fuzz $(BIN) -m pytest -n 2 --dist loadfile --timeout 0 -m "fuzz or not (browser or worker or raw)" && HYPOTHESIS_PROFILE=fuzz $(BIN) -m pytest --timeout 0 tests/practice/test_scripts_run.py

check: .venv/.dev check-js
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy
	.venv/bin/lint-imports

check-js: node_modules/.made
	$(NODE) node_modules/@biomejs/biome/bin/biome check
	$(NODE) node_modules/typescript/bin/tsc -p .

test-js: node_modules/.made
	$(NODE) --test "tests/**/*.test.js"

format-js: node_modules/.made
	$(NODE) node_modules/@biomejs/biome/bin/biome check --write

bench: .venv/.dev
	$(BIN) -m tests.bench

data: .venv/.app
	$(BIN) -m engine.newsgroups.prepare_data
	$(BIN) -m engine.practice.prepare_catalogue
	$(BIN) -m engine.region.prepared_film

pictures: .venv/.dev
	$(BIN) -m tests.browser.pictures

lock: .venv/.dev
	$(BIN) -m uv pip compile $(LOCK) requirements.txt -o requirements.lock
	$(BIN) -m uv pip compile $(LOCK) requirements-dev.txt -o requirements-dev.lock

clean:
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.made:
	@test -n "$(PYTHON)" || { echo "Glassnet needs Python 3.11, 3.12 or 3.13 with its venv module, and found none." \
		"Install one (Debian and Ubuntu: sudo apt-get install python3 python3-venv), or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 1; }
	"$(PYTHON)" -m venv --clear .venv
	$(PIP) --upgrade pip
	@touch $@

.venv/.app: .venv/.made requirements.lock
	$(PIP) --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: .venv/.app requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Biome and TypeScript, for the checks alone; node itself comes with the development requirements. The app needs neither.
node_modules/.made: .venv/.dev package.json package-lock.json
	.venv/bin/npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@
