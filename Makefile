# Each target works first on a fresh machine: it makes .venv when that is missing or out of date.
.PHONY: demo test test-quick check bench mutants pictures keys venv
.DEFAULT_GOAL := test

BIN := .venv/bin

demo: .venv/.ready
	@$(BIN)/fairsay demo

# Compiled tests are kept, in .venv: compiling them in each worker again takes 9 s of processor time.
test test-quick check: export PYTHONDONTWRITEBYTECODE =
test test-quick check: export PYTHONPYCACHEPREFIX = $(CURDIR)/.venv/.compiled

test: .venv/.ready
	@$(BIN)/python -m pytest

test-quick: .venv/.ready
	@$(BIN)/python -m pytest -n 3 -m "not long" tests/session tests/store tests/remote

check: .venv/.ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/test_architecture.py
	@$(BIN)/python -m pytest

bench: .venv/.ready
	@$(BIN)/python -m bench

mutants: .venv/.ready
	@$(BIN)/python -m tests.mutants

pictures: .venv/.ready
	@TERM=xterm-256color COLORTERM=truecolor $(BIN)/python -m bench.pictures

keys: .venv/.ready
	@$(BIN)/python -m tui.cli.key_page

venv: .venv/.ready

# The mark is set last, so that an interrupted install is taken up again.
.venv/.ready: pyproject.toml constraints.txt
	@set -eu; \
	new_enough='import sys; sys.exit(sys.version_info < (3, 11))'; \
	can_make='import ensurepip, venv'; \
	found=''; old=''; bare=''; \
	for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
		command -v $$name >/dev/null 2>&1 || continue; \
		if ! $$name -c "$$new_enough" >/dev/null 2>&1; then old=$$name; \
		elif ! $$name -c "$$can_make" >/dev/null 2>&1; then bare=$$name; \
		else found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
		echo "Fairsay found $$bare without its venv part; please install that (on Debian and Ubuntu: apt install python3-venv) and try again." >&2; exit 1; \
	elif [ -z "$$found" ]; then \
		echo "Fairsay needs Python 3.11 or newer; please install it and try again." >&2; exit 1; \
	fi; \
	if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then \
		echo "Making .venv with $$found; the first time takes a minute or two."; \
		$$found -m venv --clear .venv; \
	fi; \
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	touch .venv/.ready
