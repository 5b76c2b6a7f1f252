# Everything sets itself up: Python 3.11 or newer, git and make are all that must be there.

PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
READY := .venv/ready

.PHONY: help demo run doctor test check bench screenshots clean

demo: $(READY)  ## a page on this machine to play every part, without any account
	$(BIN)/python -m bot demo --port $(PORT)

run: $(READY)  ## start the bot with the settings of .env
	$(BIN)/python -m bot run

doctor: $(READY)  ## look whether all is set up well, and how to mend it
	$(BIN)/python -m bot doctor

# Most of the tests' time is the disk's: where there is room in memory, their files lie there.
MEMORY := $(shell [ "$$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 ] 2>/dev/null && echo /dev/shm)

test: $(READY)  ## all tests
	$(if $(MEMORY),TMPDIR=$(MEMORY)) $(BIN)/python -m pytest -n 4 --dist worksteal

check: $(READY)  ## style, types, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## figures
	$(BIN)/python -m bench

screenshots: $(READY)  ## the pictures in README, taken while the stories of the page are played
	PICTURES=docs/pictures $(BIN)/python -m pytest tests/browser -k "whole_life or on_a_phone"

help:  ## what can be made
	@grep -hE '^[a-z]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/:.*  ## /	/'

clean:  ## throw the environment away
	rm -rf .venv build *.egg-info

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Otklik needs Python 3.11 or newer; name it: make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up .venv: about half a minute."
	@$(PYTHON) -m venv .venv || { echo "venv is missing; on Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(READY)
