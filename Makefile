# Every target sets itself up: `make demo` on a fresh machine is the whole installation.
.PHONY: demo test crawl browse bench profile setup check

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PYWB := .venv-pywb/.ready
PYWB_PYTHON ?= $(PYTHON)

demo: setup    ## Crawl a small BelTA with invented news into data/demo.db, and report
	@$(BIN)/scrapy demo

test: setup $(PYWB)  ## Run every test
	@$(BIN)/pytest -n auto $(PYTEST)

crawl: setup   ## Crawl the real site, politely, into data/belta.db
	@$(BIN)/scrapy crawl listings $(CRAWL)

browse: setup  ## Open the archives in data/ in Datasette, on this machine only
	@$(BIN)/datasette data/ --host 127.0.0.1 --port 8001 $(BROWSE)

bench: setup   ## Measure how well pages are read and settled, and what all of it costs beside the peers
	@$(BIN)/python -m benchmarks.settling
	@$(BIN)/python -m benchmarks.languages
	@$(BIN)/python -m benchmarks.speed $(BENCH)

profile: setup ## Show the ten hottest places of reading, settling and keeping
	@$(BIN)/python -m benchmarks.hottest $(PROFILE)

check: setup   ## Style and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "This needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "This Python cannot make virtual environments; on Debian: apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (once, and again when the dependencies change) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browse,generic,bench,dev]'
	@touch $(READY)

# The tests replay captures with a real pywb, which cannot live beside our own dependencies.
$(PYWB): constraints-pywb.txt
	@echo "Setting up .venv-pywb for the tests (once) ..."
	@test -x .venv-pywb/bin/python || $(PYWB_PYTHON) -m venv .venv-pywb
	@.venv-pywb/bin/python -m pip install --quiet --disable-pip-version-check -r constraints-pywb.txt \
		|| { echo "pywb could not be installed; name another Python for it with PYWB_PYTHON=..., or run pytest without it."; exit 1; }
	@touch $(PYWB)
