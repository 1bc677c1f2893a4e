import Basis
import Shopfloor
import Telemetry

/// How messages are read.
extension PlantReader {
    mutating func sources(of plant: Plant) -> [SourceMapping] {
        let tables = root.tables("source")
        requireUnique("source", tables)
        var mappings: [SourceMapping] = []
        for table in tables {
            guard let mapping = source(table, plant) else { continue }
            refuseOverlap(of: mapping, with: mappings, at: table.place(of: "topic"))
            mappings.append(mapping)
        }
        return mappings
    }

    /// A topic is read by the first source that matches it. So a later one that an earlier covers reads nothing, and of
    /// two that overlap in part nobody sees which one reads what, and a broker may deliver the message twice.
    private mutating func refuseOverlap(
        of mapping: SourceMapping, with earlier: [SourceMapping], at place: Basis.Place
    ) {
        for other in earlier where other.pattern.overlaps(mapping.pattern) {
            let isWider = mapping.pattern.covers(other.pattern)
            if other.pattern.covers(mapping.pattern) {
                return problems.report(
                    place, "source \(Quoted(other.id)) already reads these topics",
                    allowed: isWider ? "another topic" : "another topic, or this [[source]] before that one")
            }
            if isWider { continue }
            return problems.report(
                place, "some of these topics are read by source \(Quoted(other.id)) too",
                allowed: "topics of which none, or all, are among \(Quoted(other.pattern.text))")
        }
    }

    /// nil where what is missing was reported.
    private mutating func source(_ table: TableReader, _ plant: Plant) -> SourceMapping? {
        guard let pattern = try? TopicPattern(table.string("topic")) else {
            preconditionFailure("the notation of topics is checked")
        }
        var fields = SourceFields(table: table, pattern: pattern)
        let machine = machinePlace(&fields, plant)
        let content = content(&fields)
        let timeFormat = timeFormat(table, plant)
        refuseUnusedNames(fields)
        guard let machine, let content else { return nil }
        return SourceMapping(
            id: table.string("id"), pattern: pattern, qos: UInt8(table.integer("qos")), machine: machine,
            time: fields.pointer("time"), timeFormat: timeFormat, content: content,
            unavailable: Set(table.strings("unavailable")), provesAlive: table.bool("proves_alive"))
    }

    private mutating func machinePlace(_ fields: inout SourceFields, _ plant: Plant) -> FieldPlace? {
        if let id = fields.table.optionalString("machine_id") {
            let ids = plant.machines.map(\.id)
            if !ids.contains(id) {
                problems.reportUnknown("machine", id, at: fields.table.place(of: "machine_id"), existing: ids)
            }
        }
        return place(&fields, pointer: "machine", fixed: "machine_id", capture: "machine", what: "machine")
    }

    private mutating func content(_ fields: inout SourceFields) -> SourceMapping.Content? {
        let table = fields.table
        // Exactly one of the four stands.
        if table.has("value") {
            let tag = place(&fields, pointer: "tag_at", fixed: "tag", capture: "tag", what: "tag")
            guard let pointer = fields.pointer("value"), let tag else { return nil }
            return .value(pointer, tag: tag)
        }
        if let members = fields.pointer("members") { return .members(members) }
        if let record = table.optionalTable("record") { return .record(self.record(record)) }
        return table.optionalTable("alarm").flatMap { alarm(&fields, $0) }.map(SourceMapping.Content.alarm)
    }

    private mutating func alarm(_ fields: inout SourceFields, _ table: TableReader) -> AlarmMapping? {
        var inner = SourceFields(table: table, pattern: fields.pattern)
        let item = place(&inner, pointer: "item", fixed: "item_id", capture: "item", what: "item")
        fields.used.formUnion(inner.used)
        let levels = table.map("levels")
        let words = levels.map { ($0.key, $0.value.choice(as: AlarmWord.self)) }
        guard let item, let level = inner.pointer("level") else { return nil }
        return AlarmMapping(
            item: item, level: level, code: inner.pointer("code"), text: inner.pointer("text"),
            words: Dictionary(words) { first, _ in first })
    }

    private mutating func record(_ table: TableReader) -> RecordMapping {
        let shifts = root.tables("shift").map { $0.string("id") }
        var mapping = RecordMapping()
        for entry in table.map("shifts") {
            mapping.shifts[entry.key] = entry.value.string
            if shifts.contains(entry.value.string) { continue }
            problems.reportUnknown("shift", entry.value.string, at: entry.value.place, existing: shifts)
        }
        mapping.date = table.pointer("date")
        mapping.shift = table.pointer("shift")
        mapping.order = table.pointer("order")
        mapping.item = table.pointer("item")
        mapping.die = table.pointer("die")
        mapping.shots = table.pointer("shots")
        mapping.cavities = table.pointer("cavities")
        mapping.produced = table.pointer("produced")
        mapping.good = table.pointer("good")
        mapping.defects = table.pointers("defects")
        mapping.changes = table.pointers("changes")
        return mapping
    }

    /// Where one of the things stands that a message needs; nil, and reported, where nothing says it.
    private mutating func place(
        _ fields: inout SourceFields, pointer: String, fixed: String, capture: String, what: String
    ) -> FieldPlace? {
        if let pointer = fields.pointer(pointer) { return .pointer(pointer) }
        if let text = fields.table.optionalString(fixed) { return .fixed(text) }
        if let index = fields.capture(capture) { return .capture(index) }
        problems.report(
            fields.table.place, "[[source]] does not say which \(what) its messages are about",
            allowed: "\(pointer), \(fixed), or {\(capture)} in the topic")
        return nil
    }

    private mutating func timeFormat(_ table: TableReader, _ plant: Plant) -> SourceTimeFormat {
        let word = table.optionalString("time_format")
        if let word, word != "local", table.has("time_zone") {
            problems.report(table.place(of: "time_zone"), "\"time_zone\" is only for time_format = \"local\"")
        }
        switch word {
        case "epoch-s": return .epochSeconds
        case "epoch-us": return .epochMicroseconds
        case "epoch-ns": return .epochNanoseconds
        case "iso8601": return .iso8601
        case "local":
            guard let zone = Zone(identifier: table.optionalString("time_zone") ?? plant.zone) else {
                preconditionFailure("zones are checked")
            }
            return .local(zone)
        default: return .epochMilliseconds
        }
    }

    private mutating func refuseUnusedNames(_ fields: SourceFields) {
        guard let topic = fields.table.value("topic") else { return }
        for name in fields.pattern.names where !fields.used.contains(name) {
            let before = topic.string.firstRange(of: "{\(name)}").map { topic.string[..<$0.lowerBound] } ?? ""
            let used = fields.used.sorted().map { "{\($0)}" } + ["+ for any level"]
            problems.report(
                topic.node.place(ofOffset: before.unicodeScalars.count),
                "this source has no use for {\(name)} in its topic", allowed: Spelling.list(used))
        }
    }
}

/// The table of a source with what its topic says.
private struct SourceFields {
    let table: TableReader
    let pattern: TopicPattern
    /// The names of the topic's levels that something refers to.
    var used: Set<String> = []

    init(table: TableReader, pattern: TopicPattern) {
        self.table = table
        self.pattern = pattern
    }

    func pointer(_ key: String) -> JSONPointer? { table.pointer(key) }

    mutating func capture(_ name: String) -> Int? {
        guard let index = pattern.names.firstIndex(of: name) else { return nil }
        used.insert(name)
        return index
    }
}

extension TableReader {
    fileprivate func pointer(_ key: String) -> JSONPointer? { optionalString(key).flatMap { JSONPointer($0) } }

    fileprivate func pointers(_ key: String) -> [String: JSONPointer] {
        Dictionary(map(key).compactMap { entry in JSONPointer(entry.value.string).map { (entry.key, $0) } }) { a, _ in a
        }
    }
}
