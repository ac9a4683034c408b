# Tuntuma. `make run` and `make test` are all that a newcomer needs; `make help` lists the rest.

PREFIX  ?= /usr/local
DESTDIR ?=
# Options for every swift command, such as --jobs 1.
SWIFTFLAGS ?=
# What make simulate runs.
RUNS ?= 2000
SEED ?= 2026

# How long each fuzz target runs, and the tests that `make sanitize` runs (all of them: SANITIZED=.).
FUZZ_SECONDS ?= 600
SANITIZED    ?= ^(ThreadsTests|ScriptingTests|EngineTests|WorkspaceTests)\.

SHELL      := /bin/bash
SWIFT      ?= swift
# The release has Swift's own libraries within: it starts in a third of the time, and runs where no Swift is installed. It has
# the names of functions but no debug information: writing that takes a sixteenth of the build, and install would take it out.
RELEASE    := --configuration release --static-swift-stdlib -debug-info-format none
TUNTUMA     = .build/release/tuntuma
SAMPLE     := sample
BUILD_LOG  := .build/make.log
# Prints where docc is: it comes with the toolchain, which need not be on the path.
DOCC       := $(SWIFT) -print-target-info | sed -n 's|.*"runtimeResourcePath": "\(.*\)/lib/swift".*|\1/bin/docc|p'

# What the C and C++ targets are built with, on Debian and its kin, and the dictionary of Finnish words.
PACKAGES := g++ pkg-config liblua5.4-dev libsimdjson-dev libsodium-dev libutf8proc-dev libboost-math-dev \
            zlib1g-dev libzstd-dev libvoikko-dev voikko-fi libstemmer-dev
# What the tests look at pages with; without it that test skips and says so. So does the one that routes alerts with Alertmanager's
# amtool: the Debian package prometheus-alertmanager, which is not installed here because it starts a service.
TEST_PACKAGES := chromium

.DEFAULT_GOAL := help
.PHONY: help setup build run test check lint bench fuzz sanitize simulate calibrate docs install uninstall clean

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install missing system libraries (nothing when all are there)
	@command -v $(SWIFT) >/dev/null || { echo "No Swift toolchain found. Install Swift 6.2 or newer: https://www.swift.org/install/linux/" >&2; exit 1; }
	@command -v dpkg-query >/dev/null || { echo "No dpkg here. Install what these Debian packages hold, then go on: $(PACKAGES)" >&2; exit 0; }; \
	missing=(); \
	for package in $(PACKAGES); do \
	  dpkg-query --show --showformat '$${db:Status-Status}' "$$package" 2>/dev/null | grep -qx installed || missing+=("$$package"); \
	done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	  as_root=; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	  echo "Installing $${missing[*]}"; \
	  $$as_root apt-get update -qq && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null; \
	fi

build: setup ## Build the release
	@mkdir -p .build
	@echo "Building the release ..."
	@$(SWIFT) build $(SWIFTFLAGS) $(RELEASE) --product tuntuma >$(BUILD_LOG) 2>&1 || { cat $(BUILD_LOG) >&2; exit 1; }

run: build ## Build, make the sample workspace, and run the main job on it
	@rm -rf $(SAMPLE)
	@$(TUNTUMA) init $(SAMPLE) --sample
	@$(TUNTUMA) run --workspace $(SAMPLE) --by unit

test check: PACKAGES += $(TEST_PACKAGES)

test: setup ## Run every test
	@$(SWIFT) test $(SWIFTFLAGS) --no-parallel

lint: ## Check the format of the sources
	@$(SWIFT) format lint --strict --recursive Sources Plugins Tests Package.swift

check: setup lint ## Format, build with the import check, every test, and the shipped rules
	@$(SWIFT) build $(SWIFTFLAGS) --build-tests --explicit-target-dependency-import-check error
	@$(MAKE) --no-print-directory test
	@"$$($(SWIFT) build $(SWIFTFLAGS) --show-bin-path)/tuntuma" check rules

bench: build ## Measure against the numbers the project promises
	@for product in tuntuma-bench tuntuma-signals; do \
	  $(SWIFT) build $(SWIFTFLAGS) $(RELEASE) --product $$product >$(BUILD_LOG) 2>&1 || { cat $(BUILD_LOG) >&2; exit 1; }; \
	done
	@.build/release/tuntuma-bench
	@echo "Exact p of a change, medians (target 1 ms where a side has fewer than 200 answers)"
	@.build/release/tuntuma-signals time

fuzz: setup ## Feed random rule files and events to the sandbox (FUZZ_SECONDS=600 each)
	@mkdir -p .build; for target in Rules Events; do \
	  echo "Building Fuzz$$target ..."; \
	  TUNTUMA_FUZZ=1 $(SWIFT) build $(SWIFTFLAGS) --scratch-path .build-fuzz --configuration release --sanitize fuzzer --sanitize address \
	    --product Fuzz$$target >.build/fuzz-$$target.log 2>&1 || { cat .build/fuzz-$$target.log >&2; exit 1; }; \
	  seeds=Fuzz/Corpus/$$(echo $$target | tr A-Z a-z); [ $$target = Events ] || seeds="$$seeds rules"; found=.build-fuzz/found-$$target; mkdir -p $$found; \
	  .build-fuzz/release/Fuzz$$target -max_total_time=$(FUZZ_SECONDS) -timeout=30 -rss_limit_mb=2048 -max_len=16384 \
	    -close_fd_mask=1 \
	    -print_final_stats=1 -artifact_prefix=$$found/ $$found $$seeds || exit 1; \
	done

sanitize: setup ## Run the tests of the sandbox and the engine under AddressSanitizer, then under ThreadSanitizer
	@mkdir -p .build; for sanitizer in address thread; do \
	  echo "Building for the $$sanitizer sanitizer ..."; \
	  $(SWIFT) build $(SWIFTFLAGS) --scratch-path .build-$$sanitizer --sanitize $$sanitizer --build-tests >.build/$$sanitizer.log 2>&1 \
	    || { cat .build/$$sanitizer.log >&2; exit 1; }; \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/LeakSanitizer.supp:print_suppressions=0 \
	  TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/ThreadSanitizer.supp \
	  $(SWIFT) test $(SWIFTFLAGS) --scratch-path .build-$$sanitizer --sanitize $$sanitizer --skip-build --no-parallel \
	    --filter '$(SANITIZED)' || exit 1; \
	done

simulate: setup ## Prove by simulation that rules keep to their budgets of false alarms (RUNS=2000 SEED=2026)
	@mkdir -p .build
	@$(SWIFT) build $(SWIFTFLAGS) $(RELEASE) --product tuntuma-signals >$(BUILD_LOG) 2>&1 || { cat $(BUILD_LOG) >&2; exit 1; }
	@.build/release/tuntuma-signals simulate --runs $(RUNS) --seed $(SEED)

calibrate: setup ## Write the table of levels anew, by simulation
	@mkdir -p .build
	@$(SWIFT) build $(SWIFTFLAGS) $(RELEASE) --product tuntuma-signals >$(BUILD_LOG) 2>&1 || { cat $(BUILD_LOG) >&2; exit 1; }
	@.build/release/tuntuma-signals calibrate >.build/levels.swift && mv .build/levels.swift "Sources/Signals/Budget/LevelTable+Data.swift"

docs: setup ## Write the documentation as web pages to .build/docs
	@mkdir -p .build/symbols
	@echo "Building the library ..."
	@$(SWIFT) build $(SWIFTFLAGS) --target Tuntuma >$(BUILD_LOG) 2>&1 || { cat $(BUILD_LOG) >&2; exit 1; }
	@built="$$($(SWIFT) build $(SWIFTFLAGS) --show-bin-path)" && \
	$(SWIFT) symbolgraph-extract -module-name Tuntuma -target "$$(uname -m)-unknown-linux-gnu" -I "$$built/Modules" \
	  -Xcc -fmodule-map-file="$$built/MathWall.build/module.modulemap" -minimum-access-level public \
	  -output-dir .build/symbols
	@"$$($(DOCC))" convert Sources/Tuntuma/Tuntuma.docc --additional-symbol-graph-dir .build/symbols \
	  --fallback-display-name Tuntuma --fallback-bundle-identifier tuntuma --output-path .build/docs
	@echo "Written to .build/docs; read it with: python3 -m http.server --directory .build/docs"

install: build ## Install the program, its rules and its manual page (PREFIX=/usr/local DESTDIR=)
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1"
	@install -s -m 755 "$$($(SWIFT) build $(SWIFTFLAGS) $(RELEASE) --show-bin-path)/tuntuma" "$(DESTDIR)$(PREFIX)/bin/tuntuma"
	@install -m 644 Documentation/tuntuma.1 "$(DESTDIR)$(PREFIX)/share/man/man1/tuntuma.1"
	@for file in rules/*/*.lua; do \
	  install -D -m 644 "$$file" "$(DESTDIR)$(PREFIX)/share/tuntuma/$$file" || exit 1; \
	done
	@echo "Installed to $(DESTDIR)$(PREFIX)"

uninstall: ## Take away what install put there
	@rm -rf "$(DESTDIR)$(PREFIX)/bin/tuntuma" "$(DESTDIR)$(PREFIX)/share/tuntuma" "$(DESTDIR)$(PREFIX)/share/man/man1/tuntuma.1"

clean: ## Remove what was built
	@rm -rf .build .build-* $(SAMPLE)
