# The commands of this project. Needs Python 3.11 or newer; everything else is installed inside this folder.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help run test coverage lint benchmark
MAKEFLAGS += --no-print-directory

help: ## Say what there is
	@echo "make run         start the site and its worker with example content (PORT=8000, DATA_DIR=data)"
	@echo "make test        run every test that this machine can run (REQUIRE=postgres,chromium,elasticsearch,opensearch makes a missing one red; ARGS='-k word')"
	@echo "make coverage    run the tests on SQLite and name the lines and branches that none of them reached (ARGS as above)"
	@echo "make lint        check style, templates and types"
	@echo "make benchmark   measure pages, search and memory on 2,000 and 20,000 generated pages (BENCHMARK_PAGES=2000)"
	@echo "Another Python than python3: make run PYTHON=python3.12"

run test coverage lint benchmark:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed: install Python 3.11 or newer, or name one as in \`make run PYTHON=python3.12\`." >&2; exit 1; }
	@$(PYTHON) -m scripts $@
