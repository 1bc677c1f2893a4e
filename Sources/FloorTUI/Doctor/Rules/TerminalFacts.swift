import Basis
import Widgets

/// What was found out about the terminal.
struct TerminalFacts: Hashable, Sendable {
    /// What a terminal said when it was asked for mode 2026.
    enum Synchronized: Hashable, Sendable {
        case supported, unsupported
        /// It answered nothing in time.
        case silent
        /// There is no terminal to ask.
        case notAsked
    }

    /// How wide it draws what some terminals draw over two columns.
    enum Signs: Hashable, Sendable {
        case narrow, wide
        /// It was asked, and did not say.
        case silent
        /// It is of a kind that may print the question.
        case notAsked
    }

    var isTerminal = false
    /// TERM; nil when it is not set.
    var term: String?
    /// What this system knows about TERM; nil: nothing.
    var entry: TerminfoEntry?
    /// Columns and rows; nil: it does not say.
    var size: Size?
    /// What LC_ALL, LC_CTYPE or LANG says.
    var localeName = ""
    /// The C library has that locale.
    var isLocaleThere = true
    /// That it is of UTF-8, or, where the C library has none of that name, that the name says so.
    var isUTF8 = false
    var noColor = false
    /// COLORTERM.
    var colorTerm: String?
    var synchronized = Synchronized.notAsked
    var signs = Signs.notAsked
    /// What `terminal.toml` says.
    var glyphs = Glyphs.Choice.auto
}

/// What is good or bad about a terminal.
enum TerminalRules {
    /// What the screens are made for.
    static let comfortable = Size(80, 24)

    static func findings(_ facts: TerminalFacts, language: Language) -> [Finding] {
        [
            type(facts), facts.isTerminal ? size(facts) : nil, locale(facts, language),
            console(facts, language), colors(facts), signs(facts), synchronized(facts),
        ]
        .compactMap { $0 }
    }

    private static func type(_ facts: TerminalFacts) -> Finding {
        let set = LocalizedText(
            "export TERM=xterm-256color, or what the terminal is", zh: "请执行 export TERM=xterm-256color,或设为实际终端类型")
        guard let term = facts.term, !term.isEmpty else {
            return .fault(.terminal, "type", LocalizedText("TERM is not set", zh: "未设置 TERM"), set)
        }
        guard let entry = facts.entry else {
            let text = LocalizedText("TERM is \(term), which this system does not know", zh: "TERM 为 \(term),本系统无此终端类型")
            return .fault(.terminal, "type", text, set)
        }
        guard entry.canMoveCursor else {
            let text = LocalizedText(
                "TERM is \(term), a terminal whose cursor cannot be moved", zh: "TERM 为 \(term),无法移动光标")
            return .fault(.terminal, "type", text, set)
        }
        guard facts.isTerminal else {
            return .warning(
                .terminal, "type",
                LocalizedText(
                    "input or output is no terminal: its size and answers are not known", zh: "输入或输出不是终端:无法得知其大小与应答"),
                LocalizedText("run doctor where the dashboard is to run", zh: "请在运行看板的终端中执行"))
        }
        return .good(.terminal, "type", "TERM is \(term), known here", zh: "TERM 为 \(term),本系统可识别")
    }

    private static func size(_ facts: TerminalFacts) -> Finding {
        guard let size = facts.size else {
            return .fault(
                .terminal, "size", LocalizedText("the terminal does not say how large it is", zh: "终端未报告大小"),
                LocalizedText("stty rows 24 cols 80", zh: "请执行 stty rows 24 cols 80"))
        }
        let text = "\(size.width) × \(size.height)"
        func needs(_ least: Size) -> Bool { size.width < least.width || size.height < least.height }
        let larger = LocalizedText("make the window larger, or its letters smaller", zh: "请放大窗口或缩小字号")
        if needs(Chrome.smallest) {
            let least = "\(Chrome.smallest.width) × \(Chrome.smallest.height)"
            return .fault(
                .terminal, "size",
                LocalizedText("\(text) is too small: \(least) is the least", zh: "\(text) 太小:至少需要 \(least)"), larger)
        }
        if needs(comfortable) {
            return .warning(
                .terminal, "size",
                LocalizedText(
                    "\(text) is little: 80 × 24 is what the screens are made for", zh: "\(text) 偏小:界面按 80 × 24 设计"),
                larger)
        }
        return .good(.terminal, "size", "\(text)", zh: "大小 \(text)")
    }

    private static func locale(_ facts: TerminalFacts, _ language: Language) -> Finding {
        let name = facts.localeName.isEmpty ? "C" : facts.localeName
        let advice = LocalizedText("export LC_ALL=C.UTF-8", zh: "请执行 export LC_ALL=C.UTF-8")
        guard facts.isLocaleThere || !facts.isUTF8 else {
            return .warning(
                .terminal, "locale",
                LocalizedText(
                    "this system has no locale \(name): the screens take it for UTF-8, other programs for ASCII",
                    zh: "本系统没有区域设置 \(name):本程序按 UTF-8 显示,其他程序按 ASCII"),
                LocalizedText(
                    "\(advice.en), or make it: Debian's dpkg-reconfigure locales",
                    zh: "\(advice[.zh]),或安装该区域设置(Debian:dpkg-reconfigure locales)"))
        }
        guard facts.isUTF8 else {
            let what =
                facts.isLocaleThere
                ? LocalizedText("the locale \(name) is not UTF-8", zh: "区域设置 \(name) 不是 UTF-8")
                : LocalizedText("this system has no locale \(name)", zh: "本系统没有区域设置 \(name)")
            let text = LocalizedText(
                "\(what.en): frames and signs are drawn in ASCII", zh: "\(what[.zh]),无法显示中文")
            return Finding(
                area: .terminal, name: "locale", level: language == .zh ? .fault : .warning, text: text, advice: advice)
        }
        return .good(.terminal, "locale", "the locale \(name) is UTF-8", zh: "区域设置 \(name) 为 UTF-8")
    }

    /// The kernel's own console draws boxes for what its font has not.
    private static func console(_ facts: TerminalFacts, _ language: Language) -> Finding? {
        guard facts.term == "linux", language == .zh || facts.localeName.hasPrefix("zh") else { return nil }
        return .warning(
            .terminal, "console",
            LocalizedText(
                "the Linux console has no Chinese characters: English is shown", zh: "Linux 控制台没有汉字:将显示英文"),
            LocalizedText(
                "Debian has consoles with Chinese: kmscon, fbterm, cage with foot; where TERM stays linux, --lang zh",
                zh: "Debian 提供支持中文的控制台:kmscon、fbterm、cage 加 foot;若 TERM 仍为 linux,请加 --lang zh"))
    }

    private static func colors(_ facts: TerminalFacts) -> Finding? {
        guard let entry = facts.entry else { return nil }
        if facts.noColor {
            return .good(.terminal, "colours", "no colours, as NO_COLOR asks for", zh: "按 NO_COLOR 不使用颜色")
        }
        guard entry.colors >= 8 else {
            return .warning(
                .terminal, "colours",
                LocalizedText("no colours: states are told by sign and word alone", zh: "无颜色:仅以符号和文字区分状态"),
                LocalizedText(
                    "if the terminal has some: export TERM=xterm-256color", zh: "若终端支持颜色:export TERM=xterm-256color"))
        }
        let isTrue = entry.colors >= 1 << 24 || ["truecolor", "24bit"].contains(facts.colorTerm)
        return isTrue
            ? .good(.terminal, "colours", "\(entry.colors) colours, and true colour", zh: "\(entry.colors) 色,支持真彩色")
            : .good(.terminal, "colours", "\(entry.colors) colours, no true colour", zh: "\(entry.colors) 色,无真彩色")
    }

    /// Without UTF-8 the locale's line says what is drawn.
    private static func signs(_ facts: TerminalFacts) -> Finding? {
        guard facts.isTerminal, facts.isUTF8, facts.entry?.canMoveCursor == true else { return nil }
        switch (facts.glyphs, facts.signs) {
        case (.ascii, _):
            return .good(
                .terminal, "signs", "signs are drawn in ASCII, as terminal.toml says",
                zh: "按 terminal.toml,符号以 ASCII 显示")
        case (.unicode, .wide):
            return .warning(
                .terminal, "signs",
                LocalizedText(
                    "terminal.toml says that signs such as ● are drawn, but here they take two columns",
                    zh: "terminal.toml 要求显示 ● 等符号,但本终端中其占两列"),
                LocalizedText("glyphs = \"auto\" in terminal.toml", zh: "请在 terminal.toml 中设 glyphs = \"auto\""))
        case (.unicode, _):
            return .good(
                .terminal, "signs", "signs such as ● are drawn, as terminal.toml says",
                zh: "按 terminal.toml,显示 ● 等符号")
        case (.auto, .narrow):
            return .good(.terminal, "signs", "signs such as ● take one column: they are drawn", zh: "● 等符号占一列,正常显示")
        case (.auto, .wide):
            return .good(
                .terminal, "signs", "signs such as ● take two columns: they are drawn in ASCII",
                zh: "● 等符号占两列,以 ASCII 显示")
        case (.auto, .silent), (.auto, .notAsked):
            return .warning(
                .terminal, "signs",
                LocalizedText(
                    "how wide signs such as ● are is not known: they are drawn in ASCII", zh: "● 等符号的宽度未知,以 ASCII 显示"),
                LocalizedText(
                    "where ● takes one column: glyphs = \"unicode\" in terminal.toml, or --unicode",
                    zh: "若 ● 占一列,请在 terminal.toml 中设 glyphs = \"unicode\",或加 --unicode"))
        }
    }

    private static func synchronized(_ facts: TerminalFacts) -> Finding? {
        switch facts.synchronized {
        case .notAsked: nil
        case .supported:
            .good(.terminal, "frames", "whole frames at once (mode 2026)", zh: "支持整帧同步输出(模式 2026)")
        case .unsupported:
            .good(.terminal, "frames", "no mode 2026: a frame may be seen while it is drawn", zh: "不支持模式 2026:绘制过程可能可见")
        case .silent:
            .warning(
                .terminal, "frames", LocalizedText("the terminal answers no questions", zh: "终端不应答查询"),
                LocalizedText("all works; over a slow line frames may be seen in pieces", zh: "可正常使用;慢速线路上画面可能分段出现"))
        }
    }
}
