# Each target sets up what it needs: a virtual environment with the packages of the hash lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PUBLISHERS := snhr iraqinews syriatimes
SAMPLE := seeds/sample/sample.warc.gz
DEMO := data/demo.sqlite
DEMO_ARCHIVE := data/demo-archive
BIG ?= /tmp/big-reports.sqlite
REPORTS ?= 100000
DB := data/reports.sqlite
# The file that bench-growth grows, and goes on with, and at how many reports it measures.
GROWTH ?= /tmp/growth/reports.sqlite
GROW_AT ?= 10000,30000,100000,300000,1000000
PORT := 8001

.DELETE_ON_ERROR:
.PHONY: help demo test coverage score bench bench-growth bench-query crawl browse check audit lock clean

help:
	@echo "make demo    replay the bundled sample archive and show what came in (no network)"
	@echo "make test    run every check and test"
	@echo "make crawl   crawl the live publishers into data/reports.sqlite"
	@echo "make browse  serve the file to a browser, read-only, on this machine; PORT=8001 DB=data/reports.sqlite"
	@echo "make coverage  run the tests, and tell which lines none of them reached"
	@echo "make score   how many claims of the labelled pages are read; ERRORS=1 tells which are not"
	@echo "make bench   extraction, whole crawls and growth beside plain ways to do the same (needs nginx)"
	@echo "make bench-growth  storing in a file of up to a million reports, GROWTH=FILE GROW_AT=10000,100000; goes on where it ended"
	@echo "make bench-query  how fast 100,000 made-up reports answer; BIG=/tmp/big-reports.sqlite REPORTS=100000"
	@echo "make check   lint, types, import layers and bandit only"
	@echo "make audit   ask which locked packages have known vulnerabilities (needs the network)"
	@echo "make lock    pin the packages anew (needs uv)"
	@echo "make clean   remove what these targets made, but never data/reports.sqlite and data/archive"

demo: $(VENV)/ready
	@rm -rf $(DEMO) $(DEMO)-wal $(DEMO)-shm $(DEMO_ARCHIVE)
	@for name in $(PUBLISHERS); do \
		echo "== scrapy crawl $$name -a archive=$(SAMPLE)"; \
		DATABASE_URL=sqlite:///$(DEMO) ARCHIVE_DIR=$(DEMO_ARCHIVE) \
			$(BIN)/scrapy crawl $$name -a archive=$(SAMPLE) || exit; \
	done
	@DATABASE_URL=sqlite:///$(DEMO) $(BIN)/scrapy overview

test: check $(VENV)/ready-dev
	$(BIN)/python -m pytest -n auto --dist loadfile

coverage: $(VENV)/ready-dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

score: $(VENV)/ready
	$(BIN)/python benchmarks/claims.py $(if $(ERRORS),--errors)

bench: $(VENV)/ready-dev
	$(BIN)/python benchmarks/extraction_speed.py
	$(BIN)/python benchmarks/crawl_speed.py
	rm -rf /tmp/harm-reports-growth && mkdir -p /tmp/harm-reports-growth
	$(BIN)/python benchmarks/growth.py /tmp/harm-reports-growth/bench.sqlite --at 10000,100000

bench-growth: $(VENV)/ready
	$(BIN)/python benchmarks/growth.py "$(GROWTH)" --at $(GROW_AT)

bench-query: $(VENV)/ready-browse $(BIG)
	$(BIN)/python benchmarks/query_speed.py "$(BIG)" --commands

$(BIG): | $(VENV)/ready
	$(BIN)/python benchmarks/big_file.py "$@" --reports $(REPORTS)

check: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive crawler pipelines storage browse scripts

# A package that the database does not know would pass as one without faults, but for --strict.
audit: $(VENV)/ready-dev
	@log=$$(mktemp); status=0; \
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		-r requirements.lock -r requirements-browse.lock 2>"$$log" || status=$$?; \
	if grep -qE 'could not be audited|ConnectionError|Failed to connect' "$$log"; then \
		echo "make audit: not every package could be asked about: the database of known" \
			"vulnerabilities does not answer. Ask again where there is a network."; status=2; \
	elif [ $$status -ne 0 ]; then cat "$$log"; fi; \
	rm -f "$$log"; exit $$status

# One publisher that fails does not keep the others from being crawled; the worst status is told.
crawl: $(VENV)/ready
	@worst=0; for name in $(PUBLISHERS); do \
		$(BIN)/scrapy crawl $$name || { status=$$?; [ $$status -le $$worst ] || worst=$$status; }; \
	done; exit $$worst

browse: $(VENV)/ready-browse
	@exec $(BIN)/python -m browse "$(DB)" --port "$(PORT)"

$(VENV)/ready: requirements.lock | $(VENV)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/ready-browse: requirements-browse.lock | $(VENV)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-browse.lock
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock | $(VENV)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/python:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "python3 is missing; on Debian: apt-get install python3 python3-venv"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || \
		{ echo "Python 3.11, 3.12 or 3.13 is needed; this is $$($(PYTHON) --version)." \
			"Name another one: make demo PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "the module venv is missing; on Debian: apt-get install python3-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links pyproject.toml --group browse -o requirements-browse.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links pyproject.toml --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(DEMO) $(DEMO_ARCHIVE) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
