# `make run` and `make test` set up what they need on a machine with Python 3.11 or newer; both run offline afterwards.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
JOBS ?= 2

.PHONY: run test lint format bench setup

.venv/runtime: requirements.txt constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt .venv/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: .venv/development

run: .venv/runtime
	$(BIN)/python -m sample_data load
	$(BIN)/python -m streamlit run server.py --server.port $(PORT)

# Whole modules go to a worker, so that what a module prepares (a store, a server) is prepared once.
test: .venv/development
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope

lint: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/development
	$(BIN)/python -m benchmarks.loading
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.lists --most 300000
