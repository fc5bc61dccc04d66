# `make run` builds Lectern and opens its window; `make test` runs every check.
# Both install what the machine lacks. `make help` lists the other targets.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:

# Values from the command line reach the shell through the environment, never
# through the text of a recipe, so that spaces, quotes and dollar signs survive.
N ?= 882
PREFIX ?= $(HOME)/.local
BENCH ?=
FUZZTIME ?= 60s
FOR ?= 10m
TIMES ?= 20
KILLS ?= 50
LOAD ?= 8
override export DIR := $(value DIR)
override export OLD := $(value OLD)
override export PKG := $(value PKG)
export N PREFIX BENCH FUZZTIME FOR TIMES LOAD KILLS

# The version of the program and its packages: that of a tag, or that of FyneApp.toml with
# the commit. A package's must begin with a digit.
RELEASE := $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
VERSION := $(or $(shell git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null | sed s/^v//),$(RELEASE)$(shell git log -1 --format=~git%cd.%h --date=format:%Y%m%d 2>/dev/null))
COMMIT := $(shell git rev-parse HEAD 2>/dev/null || echo unknown)
GREMLINS := github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.0

# The version comes from git above. If the go command asked git too, it would fail in a
# checkout that belongs to somebody else.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

# Fyne takes minutes to compile. Whatever needs it compiled without the race
# detector uses these flags too, so that it is compiled once.
PLAIN := -trimpath

# What "lectern version" says, beside the version of Go.
LINK = -ldflags '-X main.version=$(VERSION) -X main.commit=$(COMMIT)'

# Reports that a command is still running while it prints nothing.
ALOUD := scripts/aloud.sh

# The race detector sees races only in memory of Go. SQLite is C translated to Go that maps
# memory of its own, so it is left out, as are checks of its pointers: they took half of the
# time. modernc.org/libc cannot be left out: its copies of generic functions, as of
# atomic.Pointer, could be linked instead of those of other packages, and the detector would
# report races where there are none.
RACE := -race '-gcflags=modernc.org/...=-d=checkptr=0' '-gcflags=modernc.org/sqlite/lib=-d=checkptr=0 -race=false'

# The race detector reports a race when it sees it. Then it would sleep for a second at the
# end of each process, and the tests start several hundred.
export GORACE := $(or $(GORACE),atexit_sleep_ms=10)

# Test programs without tables for debuggers, which take a fifth of the time to link, and
# not vetted again.
LEAN := -vet=off -ldflags=-w

# The output of go test. scripts/check sets it to -json, to count the tests.
JSON :=

# Some shells pass the ~ of DIR=~/Books unchanged.
AT_HOME := if [[ $$DIR == \~ || $$DIR == \~/* ]]; then DIR=$$HOME$${DIR\#\~}; fi;

# A screen without a monitor needs an X server, which a Mac does not have.
E2E := $(if $(filter Darwin,$(shell uname)),,e2e)

.PHONY: build
build: deps ## build the program, build/lectern
	@if [[ ! -e build/lectern ]]; then echo "build: the first time, the window toolkit is compiled too, which takes some minutes"; fi
	@$(ALOUD) build go build $(PLAIN) $(LINK) -o build/lectern .

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
test: deps-test ## run every check, as the CI does; the last line counts the tests
	@$(ALOUD) test go build $(PLAIN) -o build/check ./scripts/check
	@build/check fmt vet star staticcheck unit $(E2E)

.PHONY: fmt
fmt:
	@unformatted=$$(gofmt -l .); \
	if [[ -n $$unformatted ]]; then echo "not formatted by gofmt:" $$unformatted >&2; exit 1; fi

.PHONY: vet
vet:
	go vet $(PLAIN) ./...
	CGO_ENABLED=0 go build $(PLAIN) -tags headless -o /dev/null .

.PHONY: star
star: ## check which package imports which
	go test $(JSON) $(LEAN) -count=1 ./scripts/star

.PHONY: staticcheck
staticcheck: ## run all checks of staticcheck.conf
	GOFLAGS='$(GOFLAGS) $(PLAIN)' go run $(STATICCHECK) ./...

.PHONY: unit
unit: ## unit, integration and headless window tests, with the race detector
	@# The slowest first: the tests of ui run one at a time, and would leave a core idle at the end.
	@# One package more than there are cores: many tests wait for files, clocks and players.
	packages=$$(go list ./... | grep -Ev '/(e2e|star)$$'); go test $(JSON) $(RACE) $(LEAN) -shuffle=on -p $$(($$(getconf _NPROCESSORS_ONLN) + 1)) -parallel 4 -timeout 40m lectern/ui lectern/library $$packages

.PHONY: e2e
e2e: build ## test the built program in a real window
	LECTERN='$(CURDIR)/build/lectern' go test $(JSON) $(PLAIN) $(LEAN) -count=1 -shuffle=on ./ui/e2e

.PHONY: walk
walk: deps-test build ## walk through every menu, dialog and notice in windows of five sizes; pictures in build/walk
	@scripts/deps.sh walk
	LECTERN='$(CURDIR)/build/lectern' LECTERN_E2E=1 $(ALOUD) walk go test $(PLAIN) -count=1 -timeout 5h -run '^TestWalk$$' ./ui/e2e -walk -v

.PHONY: bench
bench: deps-test build ## measure the figures of docs/BENCHMARKS.md, over an hour (BENCH=pattern of headings)
	@$(ALOUD) bench scripts/bench.sh "$$BENCH"

.PHONY: bench-probe
bench-probe: build ## time the readers against ffprobe, TagLib and others, on N (10000) files
	@scripts/deps.sh bench
	@$(ALOUD) bench-probe go run $(PLAIN) ./scripts/benchprobe -n $(if $(filter file,$(origin N)),10000,"$$N")
	@$(ALOUD) bench-probe go run $(PLAIN) ./scripts/benchprobe -n 9900 -chapters -runs 15 -only Lectern,TagLib,floor

.PHONY: soak
soak: deps-test ## change a library for FOR (10m), and check that it stays correct and memory flat
	@$(ALOUD) soak go run $(PLAIN) ./scripts/soak -for "$$FOR"

.PHONY: closing
closing: deps-test build corpus ## close the window N (1000) times each by a signal, Alt+F4 and Ctrl+Q during a scan
	@go run $(PLAIN) ./scripts/closing -n $(if $(filter file,$(origin N)),1000,"$$N")

.PHONY: office
office: ## open exported files in LibreOffice (some 500 MB, which this installs)
	@scripts/deps.sh office
	@$(ALOUD) office env LECTERN_OFFICE=1 go test $(PLAIN) -count=1 -run LibreOffice ./library/export

.PHONY: bench-start
bench-start: deps-test build ## how long a start takes, with a catalogue of N (10000) files
	@$(ALOUD) bench-start go run $(PLAIN) ./scripts/benchstart -n $(if $(filter file,$(origin N)),10000,"$$N")

.PHONY: bench-memory
bench-memory: deps-test build ## how much memory the window takes, empty and with N (9900,99000) files, and what the heap consists of
	@$(ALOUD) bench-memory go run $(PLAIN) ./scripts/benchmemory $(if $(filter file,$(origin N)),,-n "$$N")

.PHONY: bench-peers
bench-peers: deps-test build ## time the window against Quod Libet and Strawberry, on N (9900) files
	@scripts/deps.sh peers
	@$(ALOUD) bench-peers go run $(PLAIN) ./scripts/benchpeers -n $(if $(filter file,$(origin N)),9900,"$$N")

.PHONY: truth
truth: build ## show where the readers differ from ffprobe, on DIR (the seeded corpus)
	@$(AT_HOME) $(ALOUD) truth go run $(PLAIN) ./scripts/truth $${DIR:+"$$DIR"}

.PHONY: confusion
confusion: deps-test build ## lay out a hundred libraries as five tools do, and report what is read correctly
	@$(ALOUD) confusion go run $(PLAIN) ./scripts/confusion

.PHONY: compare
compare: build corpus ## show where the records differ from those of OLD, a program or a revision
	@$(ALOUD) compare go run $(PLAIN) ./scripts/compare "$${OLD:?OLD=a program or a revision}"

.PHONY: messages
messages: ## collect the texts of the source, and say which catalogues lack some
	@go run $(PLAIN) ./scripts/messages

.PHONY: mutation
mutation: deps-test ## break the code of PKG (./library/book) in small ways, and list what no test notices
	@$(ALOUD) mutation go run $(GREMLINS) unleash --workers 1 --timeout-coefficient 30 --output-statuses ltv "$${PKG:-./library/book}"

.PHONY: fuzz
fuzz: deps-test ## run each fuzz test for FUZZTIME (60s); failing inputs are kept in build/fuzz
	@scripts/aloud.sh fuzz scripts/fuzz.sh "$$FUZZTIME"

.PHONY: screenshots
screenshots: deps-test build ## take the README's pictures, in a real window
	LECTERN='$(CURDIR)/build/lectern' $(ALOUD) screenshots scripts/screenshots.sh

.PHONY: icon
icon: ## draw the icon's PNGs from assets/icon.svg, the small ones from icon-small.svg
	scripts/deps.sh tools
	for size in 16 22 24; do rsvg-convert -w $$size -h $$size assets/icon-small.svg -o assets/icon-$$size.png; done
	for size in 32 48 64 128 256 512; do rsvg-convert -w $$size -h $$size assets/icon.svg -o assets/icon-$$size.png; done

.PHONY: build-scan
build-scan: ## build build/lectern-scan, which needs no libraries of a desktop
	@CGO_ENABLED=0 $(ALOUD) build go build $(PLAIN) -tags headless $(LINK) -o build/lectern-scan .

.PHONY: parts
parts: build build-scan # what is installed beside the program
	@go run $(PLAIN) ./scripts/licences >build/licences.txt

.PHONY: package
package: parts ## make a .deb, an .rpm and a .tar.xz in build/, and list the modules in them
	@scripts/deps.sh package
	@$(ALOUD) package scripts/package.sh '$(VERSION)'
	appstreamcli validate --no-net assets/*.metainfo.xml
	desktop-file-validate assets/*.desktop
	lintian --fail-on error build/lectern_*.deb

.PHONY: sbom
sbom: build build-scan ## list the modules in the programs, with versions and licences, in build/*.cdx.json
	@$(ALOUD) sbom scripts/sbom.sh '$(VERSION)' build/lectern build/lectern-scan

.PHONY: vulncheck
vulncheck: deps ## look for known vulnerabilities in what the program reaches (VULNDB=another database)
	@$(ALOUD) vulncheck scripts/vulncheck.sh

.PHONY: test-package
test-package: ## install the .deb on a bare Debian 12, try it and remove it, as root
	@if ! compgen -G 'build/lectern_*.deb' >/dev/null; then $(MAKE) --no-print-directory package; fi
	@$(ALOUD) test-package scripts/testpackage.sh build/lectern_*.deb

.PHONY: package-windows
package-windows: ## make an installer and a .zip for Windows in build/, on Debian
	@scripts/deps.sh windows
	@mkdir -p build
	@go run $(PLAIN) ./scripts/licences >build/licences.txt
	@LDFLAGS='-X main.version=$(VERSION) -X main.commit=$(COMMIT)' $(ALOUD) package-windows scripts/package_windows.sh '$(VERSION)'

.PHONY: test-windows
test-windows: build-scan ## try the installer under Wine, and compare its records with those of Linux
	@scripts/deps.sh wine
	@if ! compgen -G 'build/lectern-*-windows-amd64.msi' >/dev/null; then $(MAKE) --no-print-directory package-windows; fi
	@$(ALOUD) test-windows scripts/test_windows.sh build/lectern-*-windows-amd64.msi

.PHONY: package-macos
package-macos: parts ## make build/Lectern.app, on a Mac
	@scripts/package_macos.sh '$(VERSION)'

.PHONY: reproducible
reproducible: deps ## build the program in two clones, the second with a cold cache, and compare
	@$(ALOUD) reproducible scripts/reproducible.sh

.PHONY: release
release: ## test, date the changelog, make and try the packages of FyneApp.toml's version, tag it
	@scripts/release.sh '$(RELEASE)'

.PHONY: install
install: parts ## install program, menu entry, manual page and completions into PREFIX (~/.local)
	@scripts/install.sh "$$PREFIX"

.PHONY: uninstall
uninstall: ## remove them from PREFIX again; the library and its settings stay
	@scripts/install.sh --remove "$$PREFIX"

.PHONY: flakes
flakes: deps-test ## run the tests TIMES (20) times, LOAD (8) test programs at a time, as root and as a user
	@$(ALOUD) flakes scripts/flakes.sh "$$TIMES" "$$LOAD"

.PHONY: kills
kills: deps-test ## kill mpv, and Lectern while it plays, KILLS (50) times each with kill -9
	@$(ALOUD) kills go test $(RACE) -count=1 -timeout=1h -run 'TestKilledPlayer|TestKilledWhilePlaying' ./library/player ./ui -args -kills="$$KILLS"

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
	@sed -n 's/^\([a-z0-9-]*\):.* ## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r target what; do printf 'make %-15s %s\n' "$$target" "$$what"; done
