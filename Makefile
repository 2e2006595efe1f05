# Needs Python 3.11 or newer with venv, make and git; everything else is installed into .venv.

PY ?= python3
VENV := .venv
PACKS ?= 1000
REQUESTS ?= 100000
TRANSPORT ?= http
RATE ?= 60
MINUTES ?= 10
ROUNDS ?= 50
BIN := $(VENV)/bin
UV := $(BIN)/uv
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: demo test install lint bench packs hostile soak kills restarts format lock clean help

help:
	@echo "make demo    try RoleFit in your browser, without a Slack workspace"
	@echo "make test    install what the tests need, check style, types and layers, run the tests"
	@echo "make install install what RoleFit needs to run, into .venv"
	@echo "make lint    check style, types, layers and dependencies"
	@echo "make bench   measure answers against a bare Bolt app; with BASE=REV against that commit"
	@echo "make packs   try packs of any roles, made by chance: PACKS=1000 of them"
	@echo "make hostile send strangers' requests and odd ones of Slack's: REQUESTS=100000 of them"
	@echo "make soak    run it with faults for MINUTES=10 at RATE=60 requests a second (POSTGRESQL=1)"
	@echo "make kills   kill it under a dense load of shares, ROUNDS=50 times (POSTGRESQL=1: one of two)"
	@echo "make restarts stop and start each of two replicas under load, ROUNDS=50 times"
	@echo "make lock    renew requirements/*.txt"

demo: $(RUN)
	@$(BIN)/rolefit demo

install: $(RUN)

test: $(DEV)
	@sh tests/programs.sh $(BIN)/playwright
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 4

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV)
ifdef BASE
	@$(BIN)/python -m tests.bench.against $(if $(QUICK),--quick) -- "$(BASE)"
else
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.size
endif

packs: $(DEV)
	@$(BIN)/pytest -n 4 --packs $(PACKS) tests/knowledge/test_random_packs.py

hostile: $(DEV)
	@$(BIN)/python -m tests.hostile --requests $(REQUESTS) --transport $(TRANSPORT)

soak: $(DEV)
	@$(BIN)/python -m tests.soak --rate $(RATE) --minutes $(MINUTES) $(if $(POSTGRESQL),--postgresql)

kills: $(DEV)
	@$(BIN)/python -m tests.replicas kills --rounds $(ROUNDS) $(if $(POSTGRESQL),--postgresql)

restarts: $(DEV)
	@$(BIN)/python -m tests.replicas restarts --rounds $(ROUNDS)

lock: $(UV)
	$(COMPILE) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) pyproject.toml --extra postgres --group build -o requirements/run.txt
	$(COMPILE) pyproject.toml --extra postgres --group build --group dev -c requirements/run.txt -o requirements/dev.txt

$(UV): requirements/uv.txt
	$(PY) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $(UV)

$(RUN): $(UV) requirements/run.txt pyproject.toml
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(RUN)

$(DEV): $(RUN) requirements/dev.txt
	$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $(DEV)

clean:
	rm -rf $(VENV) dist *.egg-info .*_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
