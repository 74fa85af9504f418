# Needs git, make and a Python from 3.11 on; everything else is fetched into .venv.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet --quiet

# uv takes a tenth of the time; pip knows mirrors that were told to nobody else.
define install
	@$(PIP) install --no-compile --require-hashes -r requirements/installer.lock || true
	@$(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes -r $(1) \
		|| { echo "… once more, by pip."; $(PIP) install --no-compile --require-hashes -r $(1); }
endef

.PHONY: help demo test lint messages lock bench clean

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

demo: $(VENV)/.site  ## start the site with invented content (PORT=8000), Ctrl-C stops it
	@$(PY) -m tools.demo --port $(PORT)

test: $(VENV)/.dev  ## run everything that can be run here, and name what cannot (REQUIRE_ALL=1: that is a failure; LEGS="lint unit-sqlite": only these)
	@$(PY) -m tools.legs $(LEGS)

lint: $(VENV)/.dev  ## style, types, templates, layers, security, migrations, messages
	@$(PY) -m tools.legs lint

messages: $(VENV)/.dev  ## collect the texts of all apps into their German catalogues and compile these
	@$(PY) -m tools.messages

bench: $(VENV)/.dev  ## requests per second of the main pages, as a table; OF=registration: of registering, OF=calendar: of feeds
	@PYTHONPATH=.:site $(PY) -m benchmarks.$(or $(OF),pages)

lock: $(VENV)/.dev  ## choose the newest allowed versions of everything, with their hashes
	@$(PY) -m tools.lock

clean:  ## throw away the environments, never the data in var/
	rm -rf $(VENV) .venv-61 node_modules .pytest_cache .ruff_cache .mypy_cache .import_linter_cache

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is %d.%d. Name one: make PYTHON=python3.12 …" % sys.version_info[:2])'
	@echo "Making a Python environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The stamps make the second time immediate; the developers' lock holds the site's as well.
$(VENV)/.site: requirements/site.lock | $(PY)
	@echo "Fetching packages …"
	$(call install,requirements/site.lock)
	@touch $@

$(VENV)/.dev: requirements/dev.lock | $(PY)
	@echo "Fetching packages for development …"
	$(call install,requirements/dev.lock)
	@touch $(VENV)/.site $@
