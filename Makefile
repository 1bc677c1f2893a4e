# FloorTUI: everything starts here. `make` alone says what there is.
# A recipe runs one program after another and leaves the last word to it: the summary of `make test` is its last line.
.PHONY: help demo test bench terminals lint build release clean tools

SWIFT = swift
SOURCES = Sources Tests Benchmarks Package.swift

help:
	@echo "make demo      install what is missing, build, and start a simulated plant with its dashboard"
	@echo "make test      install what is missing, build, and run every test"
	@echo "make bench     measure speed against its bars; fails when one is missed"
	@echo "make terminals try every kind of terminal in every locale, and print what holds"
	@echo "make lint      check the style of the code"
	@echo "make build     debug build"
	@echo "make release   optimised build: .build/release/floortui"
	@echo "make clean     remove what was built"

demo: release
	@exec .build/release/floortui demo

test: tools
	@exec $(SWIFT) test

bench: tools
	@$(SWIFT) build -c release
	@exec .build/release/Benchmarks

terminals: tools
	@$(SWIFT) build --product floortui
	@$(SWIFT) build --product Terminals
	@exec .build/debug/Terminals

lint: tools
	@exec $(SWIFT) format lint --strict -r $(SOURCES)

build: tools
	@exec $(SWIFT) build

release: tools
	@exec $(SWIFT) build -c release --product floortui

clean:
	rm -rf .build .build-accept

# What a build needs: a Swift toolchain, and Debian's development packages.
tools:
	@sh scripts/check-toolchain $(SWIFT)
	@sh scripts/install-packages
