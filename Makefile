# vigil: `make demo` and `make test` do everything on a fresh machine that has Swift, git and make.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
BUILD = .build

# What vigil links against, and openssl, with which the tests make certificates; `make deps` installs what is missing of
# it and nothing else.
APT_PACKAGES = libcurl4-openssl-dev libpcre2-dev libvectorscan-dev libgumbo-dev libuchardet-dev libicu-dev \
	libcld2-dev libphonenumber-dev libpsl-dev zlib1g-dev libdeflate-dev libzstd-dev libsimdjson-dev \
	libsqlite3-dev openssl

# What `make bench-crawl` holds the crawl against, beside Scrapy, which comes from PyPI.
BENCH_APT_PACKAGES = nginx-light wget2

# What `make bench-match` holds the rule engine against, beside PCRE2 and Vectorscan.
MATCH_BENCH_APT_PACKAGES = pcre2-utils ripgrep yara

.PHONY: all deps build demo test check-prefilter lint bench bench-deps bench-crawl bench-frontier bench-match bench-hostile eval fit install clean

all: build

deps:
	@scripts/deps $(APT_PACKAGES)

build: deps
	$(SWIFT) build -c release --product vigil

demo: build
	$(BUILD)/release/vigil demo

# One after another: many tests hold servers and nights to their times, and all share two threads.
test: deps
	$(SWIFT) test --no-parallel

# The property tests of `make test` that hold the prefilter against PCRE2 alone, over more and other posts and patterns.
CHECK_POSTS ?= 100000
CHECK_PATTERNS ?= 30000
CHECK_SEED ?= 1
check-prefilter: deps
	VIGIL_CHECK_POSTS=$(CHECK_POSTS) VIGIL_CHECK_PATTERNS=$(CHECK_PATTERNS) VIGIL_CHECK_SEED=$(CHECK_SEED) \
		$(SWIFT) test --no-parallel --filter 'ShippedRulesPrefilterTests|RandomPatternTests'

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

bench: bench-match bench-crawl bench-frontier

bench-deps: deps
	@scripts/deps $(BENCH_APT_PACKAGES)

bench-crawl: build bench-deps
	$(SWIFT) build -c release --product crawl-bench
	Benchmarks/crawl/run

bench-frontier: deps
	$(SWIFT) build -c release --product frontier-bench
	Benchmarks/frontier/run

bench-match: build
	@scripts/deps $(MATCH_BENCH_APT_PACKAGES)
	$(SWIFT) build -c release --product match-bench
	Benchmarks/match/run

# What posts cost that mean to stall the matching, beside ordinary ones of the same sizes.
bench-hostile: build
	Benchmarks/match/hostile.py $(BUILD)/release $(BUILD)/bench/hostile

# Fits the shipped rules' weights to the posts of samples/train and of the rules' own tests: rules/weights/fitted.yaml.
LEAD_SHARE ?= 0.12
fit: build
	$(BUILD)/release/vigil score fit samples/train/*.jsonl --tests --rules rules --lead-share $(LEAD_SHARE) \
		--output rules/weights/fitted.yaml

# How good the shipped rules are on posts that their authors had not read: docs/quality.md.
eval: build
	scripts/eval

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/vigil"
	install -m 755 $(BUILD)/release/vigil "$(DESTDIR)$(PREFIX)/bin/vigil"
	rm -rf "$(DESTDIR)$(PREFIX)/share/vigil/rules" "$(DESTDIR)$(PREFIX)/share/vigil/samples"
	cp -R rules samples "$(DESTDIR)$(PREFIX)/share/vigil/"
	chmod -R u=rwX,go=rX "$(DESTDIR)$(PREFIX)/share/vigil"

clean:
	$(SWIFT) package clean
	rm -rf $(BUILD) vigil-demo leads.jsonl
