# The commands of the house. `make` alone explains them; each target carries its own `##` sentence.
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
APT_LINE := apt-get install -y make git python3-venv
ARGS ?=
# Tables as small as ours gain nothing by two threads of linear algebra: they wait for each other, for twice the CPU.
export OPENBLAS_NUM_THREADS := 1
BENCHES := bench.matching bench.webhook bench.faq

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo worker chat test conversations check format lint types floors \
	bench chaos planted migrate backup docs

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- setting up ------------------------------------------------------------------------------

setup: $(VENV)/.product $(if $(filter semantic,$(EXTRAS)),$(VENV)/.semantic) ## Create .venv and install what the product needs (EXTRAS=semantic: the sentence encoder too)

setup-dev: setup $(VENV)/.dev

$(VENV)/.made:
	@python=; for one in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$one; break; fi; done; \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer is needed. On Debian: $(APT_LINE)" >&2; exit 1; fi; \
	if ! $$python -m venv --clear $(VENV); then echo "No virtual environment could be made. On Debian: $(APT_LINE)" >&2; exit 1; fi
	@touch $@

# pip stands in the lock itself: it goes first and alone, so that it does not replace itself half way.
$(VENV)/.product: requirements.txt $(VENV)/.made
	@echo "Installing what the product needs (once)..."
	@sed -n '/^pip==/,/[^\\]$$/p' requirements.txt > $(VENV)/pip.txt
	@$(PIP) -r $(VENV)/pip.txt
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.product
	@echo "Installing what the tests need (once)..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/.semantic: requirements-semantic.txt $(VENV)/.product
	@$(PIP) -r requirements-semantic.txt
	@touch $@

# --- running ---------------------------------------------------------------------------------

run: setup ## Start everything: web, sender, scheduler, simulator, console (Ctrl-C stops)
	@exec $(PY) -m bot run $(ARGS)

demo: setup ## The same with a few simulated citizens who ask (own database in var/demo)
	@DATABASE_URL=sqlite:///var/demo/tanya.db exec $(PY) -m bot run --demo $(ARGS)

worker: setup ## Start one more worker beside a running product (RUNNER=external)
	@exec $(PY) -m bot worker $(ARGS)

chat: setup ## Talk to the bot in this terminal
	@exec $(PY) -m bot chat $(ARGS)

migrate: setup ## Bring the database to the newest schema (backs up first)
	@$(PY) -m bot db migrate $(ARGS)

backup: setup ## Write one backup file: database, FAQ, media
	@$(PY) -m bot db backup $(ARGS)

# --- testing ---------------------------------------------------------------------------------

test: setup-dev ## Run all tests (ARGS="-k word" narrows; COVERAGE=1 measures; REQUIRE_ALL=1 accepts no gap)
ifdef COVERAGE
	@rm -f .coverage .coverage.*
	@$(PY) -m coverage run -m pytest $(ARGS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage json --quiet -o .coverage.json
	@$(PY) -m bench.coverage_bars .coverage.json
else
	@$(PY) -m pytest $(or $(ARGS),-n 2)
endif

conversations: setup-dev ## Run the golden conversations (ACCEPT=1 rewrites the Bot lines for review)
	@$(PY) -m pytest tests/conversations $(if $(ACCEPT),--accept) $(ARGS)

check: setup-dev ## Check format, lint, types and floors, without tests
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

format: setup-dev ## Format the code and mend what the linter can mend
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

lint: setup-dev ## Only the linter
	@$(VENV)/bin/ruff check .

types: setup-dev ## Only the types
	@$(VENV)/bin/mypy

floors: setup-dev ## Only the import rules
	@$(VENV)/bin/lint-imports

docs: setup-dev ## Write the generated pages again: settings, commands, .env.example, schema
	@$(PY) -m docs.generate

# --- measuring -------------------------------------------------------------------------------

bench: setup-dev ## Run the benchmarks, each printing a table
	@for one in $(BENCHES); do echo "== $$one"; $(PY) -m $$one || exit 1; done

chaos: setup-dev ## Run the promises at full scale (long)
	@$(PY) -m bench.promises --full $(ARGS)

planted: setup-dev ## Show that the tests catch planted bugs
	@$(PY) -m tests.planted.run $(ARGS)
