# make demo   set up, build a graph from examples/policies/ and show what is in it
# make test   set up and run the tests
# make lock   resolve the dependencies anew (needs uv)
# make clean  remove what the others made

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
STORE := demo-store
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
COMPILE := $(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header

.PHONY: demo test lock clean

demo: $(VENV)/run.stamp
	@$(BIN)/practicegraph build examples/policies --store $(STORE) --prune
	@echo
	@echo "Which recipients do most companies name?  (practicegraph query recipient-ranking)"
	@echo
	@$(BIN)/practicegraph query recipient-ranking --store $(STORE)
	@echo
	@echo "Who receives payment data?  (practicegraph query payment-recipients)"
	@echo
	@$(BIN)/practicegraph query payment-recipients --store $(STORE)

test: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest

lock:
	$(COMPILE) requirements/build.in --output-file requirements/build.txt
	$(COMPILE) pyproject.toml --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --extra dev --constraints requirements/run.txt --output-file requirements/dev.txt

clean:
	rm -rf $(VENV) $(STORE) dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("practicegraph needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV), once"
	@$(PYTHON) -m venv $(VENV)

# The package itself is installed without isolation, so that what builds it is locked too.
$(VENV)/run.stamp: requirements/build.txt requirements/run.txt pyproject.toml | $(BIN)/python
	@$(PIP) install -r requirements/build.txt
	@$(PIP) install -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	@$(PIP) install -r requirements/dev.txt
	@touch $@
