# FloorTUI: everything starts here. `make` alone says what there is.
# A recipe runs one program after another and leaves the last word to it: the summary of `make test` is its last line.
.PHONY: help demo test kills restarts power-losses bench terminals lint build release install install-files uninstall clean tools

SWIFT = swift
# Optimised, with the Swift runtime in it: it starts sooner, takes less memory, and where it is installed no toolchain need be.
RELEASE = $(SWIFT) build -c release --static-swift-stdlib
SOURCES = Sources Tests Benchmarks Package.swift

# Where `make install` puts things. DESTDIR goes before it, for packages.
PREFIX = /usr/local
DESTDIR =
BINARY = .build/release/floortui
bin = $(DESTDIR)$(PREFIX)/bin
data = $(DESTDIR)$(PREFIX)/share
share = $(data)/floortui
doc = $(DESTDIR)$(PREFIX)/share/doc/floortui

help:
	@echo "make demo     install what is missing, build, and start a simulated plant with its dashboard"
	@echo "make test     install what is missing, build, and run every test"
	@echo "make kills    kill a hub 500 times under load, and see that no command is lost or done twice"
	@echo "make restarts  start the broker anew 20 times under three dashboards, which take minutes"
	@echo "make power-losses  fail each write and lose power 200 times under a store and an outbox, which takes minutes"
	@echo "make bench    measure speed against its bars; fails when one is missed"
	@echo "make terminals  try every kind of terminal in every locale, and print what holds"
	@echo "make lint     check the style of the code"
	@echo "make build    debug build"
	@echo "make release  optimised build: .build/release/floortui"
	@echo "make install [PREFIX=/usr/local] [DESTDIR=]   build, and install program, manuals, completions, themes, examples"
	@echo "make uninstall [PREFIX=/usr/local] [DESTDIR=] remove what was installed"
	@echo "make clean    remove what was built"

demo: release
	@exec .build/release/floortui demo

test: tools
	@SWIFT=$(SWIFT) exec scripts/test

# Too long for every run: 500 kills at random moments under load.
kills: tools
	@FLOORTUI_RANDOM_KILLS=500 exec $(SWIFT) test --filter killedAtRandom

# Too long for every run: 20 restarts of the broker under three dashboards.
restarts: tools
	@FLOORTUI_BROKER_RESTARTS=20 exec $(SWIFT) test --filter BrokerFaultTests

# Too long for every run: each write of a store and of an outbox fails, and power goes at 200 moments of both.
power-losses: tools
	@FLOORTUI_LONG_TESTS=1 exec $(SWIFT) test --filter DiskFaultTests

bench: tools
	@sh scripts/install-packages bench
	@$(RELEASE) --product floortui
	@$(RELEASE) --product Benchmarks
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
	@exec $(RELEASE) --product floortui

install: release
	@exec $(MAKE) --no-print-directory install-files

# What was built already, for packages; BINARY says where it is.
install-files:
	install -d "$(bin)" "$(share)/themes" "$(share)/examples" "$(share)/schemas" "$(share)/packaging" "$(doc)"
	install -s -m 755 "$(BINARY)" "$(bin)/floortui"
	install -m 644 themes/*.toml "$(share)/themes"
	install -m 644 examples/*.toml "$(share)/examples"
	install -m 644 schemas/*.json "$(share)/schemas"
	install -m 644 packaging/*.service "$(share)/packaging"
	install -m 644 LICENSE README.md CHANGELOG.md "$(doc)"
	find docs -type f -exec install -D -m 644 {} "$(doc)/{}" \;
	"$(bin)/floortui" write-files help "$(data)"

# Of these folders only what `install` put there, so that a person's own themes stay.
uninstall:
	rm -f "$(bin)/floortui"
	for file in themes/*.toml examples/*.toml schemas/*.json packaging/*.service; do rm -f "$(share)/$$file"; done
	rm -f "$(data)/man/man1/floortui.1" "$(data)"/man/man1/floortui-*.1 "$(data)/zsh/site-functions/_floortui"
	rm -f "$(data)/bash-completion/completions/floortui" "$(data)/fish/vendor_completions.d/floortui.fish"
	rm -f "$(doc)/LICENSE" "$(doc)/README.md" "$(doc)/CHANGELOG.md"
	rm -rf "$(doc)/docs"
	rmdir "$(share)/themes" "$(share)/examples" "$(share)/schemas" "$(share)/packaging" "$(share)" "$(doc)" 2>/dev/null || true

clean:
	rm -rf .build .build-accept

# What a build needs: a Swift toolchain, and Debian's development packages.
tools:
	@sh scripts/check-toolchain $(SWIFT)
	@sh scripts/install-packages
