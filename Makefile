# `make demo` and `make test` work on a fresh Debian with the Swift toolchain, git, make and Python 3; see `make help`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
PREFIX ?= /usr/local
# Recorded calls with their schemas (BFCL), beside the repository.
CALLS ?= ../shared/suites/bfcl-calls

BUILD_PACKAGES := libncurses-dev libsqlite3-dev
TEST_PACKAGES := $(BUILD_PACKAGES) tmux python3-venv
DEMO_SESSION := Sessions/agentchat-0.7/team-wrong-truck-booked

.PHONY: help demo build release test check bench install capture build-packages test-packages

help:            ## say what each target does
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)$$/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: build      ## build, then open the bundled failing session (without a terminal: print its first frame)
	@if [ -t 0 ] && [ -t 1 ]; then .build/debug/turntable demo; \
	else .build/debug/turntable show --screen 120x36 $(DEMO_SESSION)/events.jsonl; fi

build: build-packages  ## build for development
	@swift build --product turntable

release: build-packages  ## build for use
	@swift build -c release --product turntable

test: test-packages  ## run every test, those with real AutoGen programs and a real terminal too
	@.ci/environments; . .build/environments; .ci/test

check: build-packages  ## check format, imports against the layers, and that the README's tables are current
	@swift format lint --strict -r -p Sources Tests Package.swift
	@.ci/test 'LayerTests|ReadmeTests'

bench: release    ## measure first frame, memory, keys, re-runs and schemas against their limits
	@python3 Tests/Benchmarks/bench.py .build/release/turntable
	@if [ -d "$(CALLS)" ]; then \
	  swift build -c release --product schema-benchmark >/dev/null && \
	  .build/release/schema-benchmark $(CALLS)/valid.jsonl $(CALLS)/invalid.jsonl && \
	  python3 Tests/Benchmarks/validators.py $(CALLS)/valid.jsonl $(CALLS)/invalid.jsonl; \
	else echo "schemas: skipped, $(CALLS) is not there"; fi

install: release  ## install the program under PREFIX (/usr/local)
	@install -D -m 755 .build/release/turntable "$(DESTDIR)$(PREFIX)/bin/turntable"

capture:         ## run the programs of Sessions/ again and save what they leave
	@python3 Sessions/capture/capture.py

build-packages:
	@.ci/packages $(BUILD_PACKAGES)

test-packages:
	@.ci/packages $(TEST_PACKAGES)
