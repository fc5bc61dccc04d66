# `make run` builds Lectern and opens its window; `make test` proves it.
# Both install what the machine lacks. `make help` lists the rest.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:

# Values from the command line reach the shell through the environment, never
# through the text of a recipe, so that spaces, quotes and dollars survive.
N ?= 882
PREFIX ?= $(HOME)/.local
BENCH ?= .
FUZZTIME ?= 60s
FOR ?= 10m
TIMES ?= 20
LOAD ?= 8
override export DIR := $(value DIR)
override export OLD := $(value OLD)
export N PREFIX BENCH FUZZTIME FOR TIMES LOAD

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.0

# The version comes from git above; a second look by the go command fails in a
# checkout that belongs to somebody else.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

# Fyne takes minutes to compile. Whatever needs it compiled without the race
# detector uses these flags too, so that it is compiled once.
PLAIN := -trimpath

# Says that a command is at work while it prints nothing.
ALOUD := scripts/aloud.sh

# The race detector, without a check of pointers that takes most of the time of
# SQLite, which is C made into Go.
RACE := -race '-gcflags=modernc.org/...=-d=checkptr=0'

# What go test prints: set to -json by scripts/check, which counts.
JSON :=

# Some shells hand over the ~ of DIR=~/Books as it is.
AT_HOME := if [[ $$DIR == \~ || $$DIR == \~/* ]]; then DIR=$$HOME$${DIR\#\~}; fi;

# A window without a monitor is an X server's; a Mac has none.
E2E := $(if $(filter Darwin,$(shell uname)),,e2e)

.PHONY: build
build: deps ## build/lectern
	@if [[ ! -e build/lectern ]]; then echo "build: the first time, the window toolkit is compiled too, which takes some minutes"; fi
	@$(ALOUD) build go build $(PLAIN) -ldflags '-X main.version=$(VERSION)' -o build/lectern .

.PHONY: run
run: build ## build and open the window (DIR=folder opens that folder)
	@$(AT_HOME) build/lectern $${DIR:+"$$DIR"}

.PHONY: demo
demo: build build/demo.made ## open the window on a made-up library of some 120 books
	@scripts/demo.sh build/demo

build/demo.made:
	@rm -rf build/demo
	@$(ALOUD) demo go run ./scripts/mkcorpus -books 120 -dir build/demo
	@touch $@

.PHONY: corpus
corpus: deps ## make a library of N files in DIR (882 in build/corpus)
	@$(AT_HOME) $(ALOUD) corpus go run ./scripts/mkcorpus -n "$$N" -dir "$${DIR:-build/corpus}"

.PHONY: test
test: deps-test ## every check, as the CI runs it; the last line counts them
	@$(ALOUD) test go build $(PLAIN) -o build/check ./scripts/check
	@build/check fmt vet star staticcheck unit $(E2E)

.PHONY: fmt
fmt:
	@unformatted=$$(gofmt -l .); \
	if [[ -n $$unformatted ]]; then echo "not formatted by gofmt:" $$unformatted >&2; exit 1; fi

.PHONY: vet
vet:
	go vet $(PLAIN) ./...

.PHONY: star
star: ## who may import whom
	go test $(JSON) -count=1 ./scripts/star

.PHONY: staticcheck
staticcheck: ## all checks of staticcheck.conf
	GOFLAGS='$(GOFLAGS) $(PLAIN)' go run $(STATICCHECK) ./...

.PHONY: unit
unit: ## unit, integration and headless window tests, with the race detector
	packages=$$(go list ./... | grep -Ev '/(e2e|star)$$'); go test $(JSON) $(RACE) -shuffle=on -timeout 40m $$packages

.PHONY: e2e
e2e: build ## the built program in a real window
	LECTERN='$(CURDIR)/build/lectern' go test $(JSON) $(PLAIN) -count=1 -shuffle=on ./ui/e2e

.PHONY: bench
bench: deps-test ## benchmarks (BENCH=pattern)
	@packages=$$(go list ./... | grep -v '/e2e$$'); $(ALOUD) bench go test -run '^$$' -bench "$$BENCH" -benchmem $$packages

.PHONY: bench-probe
bench-probe: build ## readers beside ffprobe, TagLib and others, on N (10000) files
	@scripts/deps.sh bench
	@$(ALOUD) bench-probe go run $(PLAIN) ./scripts/benchprobe -n $(if $(filter file,$(origin N)),10000,"$$N")

.PHONY: soak
soak: deps-test ## a library that is churned for FOR (10m): is the truth kept, is memory flat
	@$(ALOUD) soak go run $(PLAIN) ./scripts/soak -for "$$FOR"

.PHONY: closing
closing: deps-test build corpus ## close the window N (1000) times each by a signal, Alt+F4 and Ctrl+Q while it scans
	@go run $(PLAIN) ./scripts/closing -n $(if $(filter file,$(origin N)),1000,"$$N")

.PHONY: bench-start
bench-start: deps-test build ## when the window and its rows are there, with a catalogue of N (10000) files
	@$(ALOUD) bench-start go run $(PLAIN) ./scripts/benchstart -n $(if $(filter file,$(origin N)),10000,"$$N")

.PHONY: truth
truth: build ## where the readers differ from ffprobe, on DIR (the seeded corpus)
	@$(AT_HOME) $(ALOUD) truth go run $(PLAIN) ./scripts/truth $${DIR:+"$$DIR"}

.PHONY: confusion
confusion: deps-test build ## a hundred libraries in the ways of five tools: what is read right, by field
	@$(ALOUD) confusion go run $(PLAIN) ./scripts/confusion

.PHONY: compare
compare: build corpus ## where the records differ from those of OLD, a program or a revision
	@$(ALOUD) compare go run $(PLAIN) ./scripts/compare "$${OLD:?OLD=a program or a revision}"

.PHONY: fuzz
fuzz: deps-test ## each fuzz test for FUZZTIME (60s); finds are kept in build/fuzz
	@scripts/aloud.sh fuzz scripts/fuzz.sh "$$FUZZTIME"

.PHONY: screenshots
screenshots: deps-test build ## the README's pictures, from a real window
	LECTERN='$(CURDIR)/build/lectern' $(ALOUD) screenshots scripts/screenshots.sh

.PHONY: icon
icon: ## the icon's PNGs, from assets/icon.svg
	scripts/deps.sh tools
	for size in 256 512; do rsvg-convert -w $$size -h $$size assets/icon.svg -o assets/icon-$$size.png; done

.PHONY: install
install: build ## into PREFIX (~/.local): program, menu entry, icon
	@scripts/install.sh "$$PREFIX"

.PHONY: uninstall
uninstall: ## out of PREFIX again; the library and its settings stay
	@scripts/install.sh --remove "$$PREFIX"

.PHONY: flakes
flakes: deps-test ## the tests TIMES (20) times, LOAD (8) test programs at a time, as root and as a user
	@$(ALOUD) flakes scripts/flakes.sh "$$TIMES" "$$LOAD"

.PHONY: deps deps-test
deps:
	@scripts/deps.sh build
deps-test:
	@scripts/deps.sh test

.PHONY: clean
clean: ## remove build/
	if [[ -d build ]]; then chmod -R u+rwX build; rm -rf build; fi

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.* ## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r target what; do printf 'make %-12s %s\n' "$$target" "$$what"; done
