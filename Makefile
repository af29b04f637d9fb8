# Everything a person types here. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve demo test check bench xss shots migration lock format clean ready ready-dev

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ready ## Run the site on http://127.0.0.1:8000 (PORT and HOST change it)
	@exec $(BIN)/literacy serve

demo: ready ## Run the made-up company in its own database (ARGS=--fresh resets it)
	@exec $(BIN)/literacy demo $(ARGS)

test: ready-dev ## Run every test
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

check: ready-dev ## Format, lint, types, direction, words of the course
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/codespell literacy tests docs templates static README.md CHANGELOG.md
	@$(BIN)/literacy check --no-warnings

bench: ready-dev ## Measure speed and weight beside a bare Flask route
	@$(BIN)/python -m tests.bench $(ARGS)

xss: ready-dev ## Put public collections of hostile text through everything (ARGS=--help)
	@$(BIN)/python -m tests.xss $(ARGS)

shots: ready-dev ## Take pictures of every page into shots/
	@$(BIN)/python -m tests.shots $(ARGS)

migration: ready-dev ## Write a migration from the models (MESSAGE="what it does")
	@$(BIN)/python -c "from literacy.lib.db import Database; from literacy.migrations import state; \
	store = Database('sqlite:///var/migration.db'); state.upgrade(store.engine); \
	state.create_revision(store.engine, '$(MESSAGE)')"

lock: ready-dev ## Pin every requirement again, with hashes
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile -q pyproject.toml --extra setup --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -o requirements.txt
	@$(BIN)/uv pip compile -q pyproject.toml --extra setup --extra dev --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -o requirements-dev.txt

format: ready-dev ## Put every file in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## Remove what was made (the database in var/ stays)
	rm -rf .venv dist build shots .pytest_cache .mypy_cache .ruff_cache

ready: .venv/ready
ready-dev: .venv/ready-dev

.venv/python: scripts/need.sh
	@sh scripts/need.sh "$(PYTHON)"
	@echo "Setting up: a virtual environment in .venv, then pinned requirements. About a minute."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/python requirements.txt pyproject.toml
	@$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.txt
	@touch $@
