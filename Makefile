# The whole interface. `make up` and `make test` are all a stranger needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
# The pack runs by itself, wherever it is copied to.
POLICIES := policies/.venv
RUN := $(VENV)/bin/python
STACK ?= dev
# Everything that talks to the engine runs in the environment `make env` prints.
WITH_ENV = eval "$$($(RUN) -m local env)"

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.ready ## .venv with the command line; no engine, no cluster

$(VENV)/.ready: requirements.txt requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Shipshape needs Python 3.11 or newer: make setup PYTHON=/path/to/python3.11" >&2; exit 3; }
	@echo "setup: installing the command line into $(VENV)" >&2
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV) || \
	  { echo "python -m venv failed; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 3; }
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

policies: $(POLICIES)/.ready ## the policy pack's own environment

$(POLICIES)/.ready: policies/requirements.txt | $(VENV)/.ready
	@echo "policies: installing Pulumi into $(POLICIES)" >&2
	@test -x $(POLICIES)/bin/python || $(RUN) -m venv $(POLICIES)
	@$(POLICIES)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

up: setup policies ## platform, image, service; ends with a URL
	@$(RUN) -m local up
	@$(WITH_ENV); $(VENV)/bin/shipshape up --stack $(STACK)

preview: setup policies ## what `up` would change
	@$(RUN) -m local up
	@$(WITH_ENV); $(VENV)/bin/shipshape preview --stack $(STACK)

status: setup ## what runs, and whether the service answers
	@$(RUN) -m local status
	@$(WITH_ENV); $(VENV)/bin/shipshape status --stack $(STACK)

env: setup ## exports for your shell: eval "$$(make -s env)"
	@$(RUN) -m local env

down: setup ## stop the platform; data stays for the next `make up`
	@$(RUN) -m local down

clean: ## stop the platform and remove its data, the build outputs and .venv
	@if [ -x $(RUN) ]; then $(RUN) -m local clean; fi
	@rm -rf $(VENV) $(POLICIES) .shipshape build

lint: setup ## formatting, lint, types and import directions
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache

test-fast: setup policies lint ## everything that needs neither engine nor cluster
	@$(RUN) -m pytest -m "not engine and not cluster and not docker"

test: setup policies lint ## all of it, on a real engine and a real cluster
	@$(RUN) -m local up
	@$(WITH_ENV); $(RUN) -m pytest -v

bench: setup policies ## image, function, check, pack, matching, drift against baselines
	@$(RUN) -m local up
	@$(WITH_ENV); $(RUN) -m bench && $(RUN) -m bench.functions && $(RUN) -m bench.check && $(RUN) -m bench.pack && $(RUN) -m bench.matching && $(RUN) -m bench.drift

validate-exports: setup ## patterns for Loki, the Collector, Vector: ask their own parsers
	@$(RUN) -m tests.diagnosis.export.validate

.PHONY: help setup policies up preview status env down clean lint test-fast test bench validate-exports
