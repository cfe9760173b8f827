# Everything here needs Python 3.11 or newer, make and git, nothing else.
#
#     make demo     the sample corpus to a graph: picture, exports, one answered question
#     make test     everything that CI checks, pytest last
#
# The first target that needs the environment makes it, from the pinned versions in requirements.lock.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
GRAPH  := build
FORMATS = turtle trig nquads jsonld rdf12 gexf graphml yed nodelink edgelist neo4j csv jsonl

# A name on PATH may be a shim that does not run, so each candidate is asked for its version.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)

.PHONY: help setup compiled demo test integration check format lock evaluate-pipelines clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

setup: $(STAMP)  ## make .venv with exactly the versions of requirements.lock

# --no-deps: the lock file is complete, so nothing is resolved; --no-build-isolation: the build backend is in it too.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "kg needs Python 3.11 or newer, and none was found; install one or say make PYTHON=/path/to/python3" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The program once more, in an environment of its own that borrows the packages of the other: what reads articles is compiled to C. It
# is a copy, which no later change of the source reaches; say `make compiled` again.
COMPILED := .compiled

compiled: setup  ## a copy of the program that takes a third less time behind the parse, .compiled/bin/kg (needs a C compiler; takes minutes)
	@command -v $${CC:-cc} >/dev/null || { echo "make compiled needs a C compiler, and $${CC:-cc} was not found: install one (gcc or clang) or name it with CC=" >&2; exit 2; }
	rm -rf $(COMPILED)
	HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir $(COMPILED)/wheel .
	$(BIN)/python -m venv --without-pip $(COMPILED)
	$(BIN)/python -m pip --python $(COMPILED)/bin/python install --quiet --disable-pip-version-check --no-deps $(COMPILED)/wheel/*.whl
	@$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > $$(ls -d $(COMPILED)/lib/python3.*/site-packages)/borrowed.pth
	@$(COMPILED)/bin/python -I -c 'import sys, kg.parse; sys.exit("Nothing was compiled, so that $(COMPILED)/bin/kg is the plain program: are the headers of Python installed?" if kg.parse.__file__.endswith(".py") else 0)'
	@echo "$(COMPILED)/bin/kg is the compiled program"

demo: setup  ## build the sample corpus, export every format, answer one question
	$(BIN)/kg build corpus/articles -o $(GRAPH)
	@mkdir -p $(GRAPH)/exports
	@for format in $(FORMATS); do $(BIN)/kg export -g $(GRAPH) $$format -o $(GRAPH)/exports >/dev/null || exit $$?; done
	@echo
	@echo "Who sanctions Huawei, and which sentences say so?"
	@echo
	@$(BIN)/kg query -g $(GRAPH) @who-sanctions whom=Huawei
	@echo
	@echo "The page:     $(GRAPH)/graph.html (open it in a browser; it needs no network)"
	@echo "The exports:  $(GRAPH)/exports/"
	@echo "The graph:    $(GRAPH)/store/ (more questions: $(BIN)/kg query --list)"

# One thread of BLAS a process: where several tests run at once, more only wait for one another.
check: setup  ## formatting, lint, types and tests, in that order
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile

test: check  ## what CI runs

# The programs that other people use are fetched by Maven, which knows where from, and kept in a folder that git ignores.
INTEGRATION := .integration

integration: setup  ## tests against other programs, which are fetched first (Java and Maven; what is missing is skipped)
	@command -v mvn >/dev/null || echo "mvn is not installed, so that nothing can be fetched; what is missing is skipped" >&2
	@! command -v mvn >/dev/null || $(MAKE) --no-print-directory $(INTEGRATION)/neo4j/.fetched || \
		echo "Neo4j could not be fetched; the tests that need it are skipped (in CI they fail)" >&2
	$(BIN)/python -m pytest -m integration -rs tests

$(INTEGRATION)/neo4j/.fetched: tests/integration/neo4j/pom.xml
	rm -rf $(@D)
	mvn --batch-mode --quiet -f $< dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=$(abspath $(@D))
	mvn --batch-mode --quiet -f $< dependency:copy-dependencies -DincludeScope=provided -DincludeGroupIds=org.neo4j.procedure \
		-DexcludeTransitive=true -DoutputDirectory=$(abspath $(@D))/plugins
	@touch $@

format: setup  ## format the code and order its imports
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: setup  ## resolve pyproject.toml anew into requirements.lock (needs uv)
	uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --upgrade --quiet -o requirements.lock

evaluate-pipelines: setup  ## score the embedded pipelines on held-out data (DATA names the folder that training/README.md describes)
	@test -n "$(DATA)" || { echo "say where the data are: make evaluate-pipelines DATA=DIR" >&2; exit 2; }
	@for language in en nl; do $(BIN)/python -m training.evaluate kg/pipelines/$$language $$language --data "$(DATA)" || exit $$?; done

clean:  ## remove what was built, but not the environment
	rm -rf $(GRAPH) $(COMPILED) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
