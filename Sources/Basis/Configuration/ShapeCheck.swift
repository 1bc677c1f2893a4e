import Foundation

/// Compares a tree with its table of keys and reports all that does not fit.
struct ShapeCheck {
    private(set) var problems = Problems()

    /// Checks the entries of `node`, a table, and all below; `title` names it in messages: "[[machine]]".
    mutating func check(_ node: TomlNode, _ table: KeyTable, title: String) {
        let entries = node.entries ?? []
        for entry in entries {
            guard let key = table[entry.key] else {
                reportUnknown(entry, table, title)
                continue
            }
            check(entry.node, key, in: title)
        }
        for key in table.keys where key.required && !entries.contains(where: { $0.key == key.name }) {
            let message = "missing key \(Quoted(key.name)) in \(title) (\(key.text))"
            problems.report(node.place, message, allowed: key.allowed ?? key.type.allowed)
        }
        for rule in table.rules {
            if let problem = rule.problem(in: node, table, title: title) { problems.report(problem) }
        }
    }

    /// Checks the value of one key.
    mutating func check(_ node: TomlNode, _ key: KeySpec, in title: String) {
        var subject = Subject(name: "\(Quoted(key.name)) in \(title)", allowed: key.allowed)
        if title.hasPrefix("["), !title.hasPrefix("[[") { subject.path = title.dropFirst().dropLast() + "." + key.name }
        check(node, key.type, subject)
    }

    /// What a message is about.
    private struct Subject {
        var name: String
        var allowed: String?
        /// Its key with the table that it stands in, as in a table's header; nil where that would be no header.
        var path: String?
    }

    private mutating func reportUnknown(_ entry: TomlEntry, _ table: KeyTable, _ title: String) {
        let names = table.keys.map(\.name)
        let guess = Spelling.nearest(to: entry.key, among: names).map { "; did you mean \(Quoted($0))?" } ?? ""
        let message = "unknown key \(Quoted(entry.key)) in \(title)\(guess)"
        problems.report(entry.keyPlace, message, allowed: names.isEmpty ? "no keys" : Spelling.list(names))
    }

    private mutating func check(_ node: TomlNode, _ type: KeyType, _ subject: Subject) {
        switch (type, node.value) {
        case (.text, .table): checkLanguages(node, subject)
        case (.integer(let range), .integer(let value)):
            if !range.contains(value) { reportRange("\(value)", node, type, subject) }
        case (.number(let range), .integer(let value)):
            if !range.contains(Double(value)) { reportRange("\(value)", node, type, subject) }
        case (.number(let range), .double(let value)):
            if !range.contains(value) { reportRange("\(value)", node, type, subject) }
        case (.bool, .bool): break
        case (.list(let element), .array(let nodes)):
            for (index, node) in nodes.enumerated() {
                check(node, element, Subject(name: "element \(index + 1) of \(subject.name)", allowed: subject.allowed))
            }
        case (.map(let element), .table(let entries)):
            for entry in entries {
                let name = "\(Quoted(entry.key)) of \(subject.name)"
                check(entry.node, element, Subject(name: name, allowed: subject.allowed))
            }
        case (.table(let table), .table): check(node, table, title: "[\(subject.path ?? table.name)]")
        case (.listOfTables(let table), .array(let nodes)):
            for node in nodes {
                if case .table = node.value {
                    check(node, table, title: "[[\(table.name)]]")
                } else {
                    reportType(node, type, subject)
                }
            }
        case (_, .string(let text)): checkText(text, node, type, subject)
        default: reportType(node, type, subject)
        }
    }

    private mutating func checkText(_ text: String, _ node: TomlNode, _ type: KeyType, _ subject: Subject) {
        switch type {
        case .string, .text:
            if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                problems.report(node.place, "\(subject.name) must not contain control characters")
            }
        case .identifier:
            if !Self.isIdentifier(text) { reportText(text, node, type, subject) }
        case .duration(let range):
            guard let duration = DurationText.parse(text) else { return reportText(text, node, type, subject) }
            if !range.contains(duration) { reportRange(Quoted(text).description, node, type, subject) }
        case .oneOf(let words):
            if !words.contains(text) { reportText(text, node, type, subject, among: words) }
        case .zone:
            if !Zone.isName(text) {
                reportText(text, node, type, subject, among: TimeZone.knownTimeZoneIdentifiers)
            }
        case .notation(let notation):
            guard let fault = notation.check(text) else { return }
            let place = fault.offset.map(node.place(ofOffset:)) ?? node.place
            let message = "\(subject.name) is not \(notation.name): \(fault.message)"
            problems.report(place, message, allowed: fault.allowed ?? subject.allowed ?? notation.allowed)
        default: reportType(node, type, subject)
        }
    }

    /// A text by language must have English, and only languages that are known.
    private mutating func checkLanguages(_ node: TomlNode, _ subject: Subject) {
        let languages = Language.allCases.map { language in
            KeySpec(language.rawValue, .string, required: language == .en, text: "the text that serves all languages")
        }
        check(node, KeyTable("", text: "", keys: languages), title: subject.name)
    }

    private mutating func reportType(_ node: TomlNode, _ type: KeyType, _ subject: Subject) {
        let message = "\(subject.name) must be \(type.name), found \(node.value.words)"
        problems.report(node.place, message, allowed: subject.allowed ?? type.allowed)
    }

    private mutating func reportRange(_ value: String, _ node: TomlNode, _ type: KeyType, _ subject: Subject) {
        let message = "\(subject.name) is out of range: \(value)"
        problems.report(node.place, message, allowed: subject.allowed ?? type.allowed ?? "finite numbers")
    }

    private mutating func reportText(
        _ text: String, _ node: TomlNode, _ type: KeyType, _ subject: Subject, among words: [String] = []
    ) {
        let guess = Spelling.nearest(to: text, among: words).map { "; did you mean \(Quoted($0))?" } ?? ""
        let message = "\(subject.name) must be \(type.name), found \(Quoted(text))\(guess)"
        problems.report(node.place, message, allowed: subject.allowed ?? type.allowed)
    }

    private static func isIdentifier(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension TomlNode.Value {
    /// The value in words for messages: what it is, and a short one itself.
    package var words: String {
        switch self {
        case .string(let text): "the string \(Quoted(text))"
        case .integer(let value): "the integer \(value)"
        case .double(let value): "the number \(value)"
        case .bool(let value): "\(value)"
        case .dateTime(let text): "the date or time \(text)"
        case .array: "a list"
        case .table: "a table"
        }
    }
}
