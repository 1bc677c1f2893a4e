package import Basis
import Shopfloor

extension MachineDocument {
    package func write(to json: inout JSONWriter, head: DocumentHead) {
        json.object { json in
            head.write(to: &json)
            json.key("row")
            row.write(to: &json)
            json.key("tags")
            json.array { json in for tag in tags { tag.write(to: &json) } }
            json.key("counts")
            json.array { json in for count in counts { count.write(to: &json) } }
            json.key("alarms")
            json.array { json in for alarm in alarms { alarm.write(to: &json) } }
            json.key("intervals")
            json.array { json in for stretch in intervals { stretch.write(to: &json) } }
            json.key("stops")
            json.array { json in for stop in stops { stop.write(to: &json) } }
        }
    }

    /// nil where it is no machine document of this form.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let row = node["row"].flatMap({ LineDocument.Row($0) }) else { return nil }
        self.init(
            row: row, tags: node["tags"]?.elements.compactMap { Tag($0) } ?? [],
            counts: node["counts"]?.elements.compactMap { Count($0) } ?? [],
            alarms: node["alarms"]?.elements.compactMap { LineDocument.Notice($0) } ?? [],
            intervals: node["intervals"]?.elements.compactMap { Stretch($0) } ?? [])
        stops = node["stops"]?.elements.compactMap { StopNotice($0) } ?? []
    }
}

extension MachineDocument.Tag {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("tag", id)
            json.key("name")
            if let name { name.write(to: &json) } else { json.null() }
            json.member("unit", unit)
            json.key("value")
            switch value {
            case .number(let number): json.value(number)
            case .text(let text): json.value(text)
            case .bool(let isTrue): json.value(isTrue)
            case .missing, nil: json.null()
            }
            if wasReadBefore { json.member("read_before", true) }
            json.member("at", at?.milliseconds)
            json.member("retained", isRetained)
            json.key("flags")
            json.array { json in for flag in flags { json.value(flag) } }
            json.member("low", low)
            json.member("high", high)
            json.member("decimals", decimals)
            json.member("stale_ms", staleAfter?.wholeMilliseconds)
            json.key("trend")
            // Four decimals: a float's own digits would be twice as long and say no more on a line of ten columns.
            json.array { json in for value in trend { json.value(value.map { (Double($0) * 1e4).rounded() / 1e4 }) } }
        }
    }

    init?(_ node: JSONNode) {
        guard let id = node["tag"]?.string else { return nil }
        self.init(id: id)
        name = node["name"].flatMap { LocalizedText($0) }
        unit = node["unit"]?.string
        value = node["value"].flatMap { TagValue($0) }
        wasReadBefore = node["read_before"]?.asBool ?? false
        at = node.instant("at")
        isRetained = node["retained"]?.asBool ?? false
        flags = node["flags"]?.elements.compactMap(\.string) ?? []
        low = node["low"]?.asDouble
        high = node["high"]?.asDouble
        decimals = node["decimals"]?.asInt64.map { Int(clamping: $0) }
        staleAfter = node["stale_ms"]?.asInt64.map { .milliseconds($0) }
        trend = node["trend"]?.elements.map { $0.asDouble.map { Float($0) } } ?? []
    }
}

extension TagValue {
    /// nil for null, arrays and objects.
    init?(_ node: JSONNode) {
        switch node.kind {
        case .number: self = node.asDouble.map(TagValue.number) ?? .missing
        case .string: self = .text(node.string ?? "")
        case .bool: self = .bool(node.asBool ?? false)
        case .null, .array, .object: return nil
        }
    }
}

extension LocalizedText {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("en", en)
            json.member("zh", zh)
        }
    }

    package init?(_ node: JSONNode) {
        guard let en = node["en"]?.string else { return nil }
        self.init(en, zh: node["zh"]?.string)
    }
}

extension MachineDocument.Count {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("by", owner)
            json.member("shots", count.shots)
            json.member("try", count.tries)
            json.member("scrap", count.scrap)
            json.member("resets", count.resets)
            json.member("repeats", count.repeats)
            json.member("rollovers", count.rollovers)
            json.member("value", count.value)
        }
    }

    init?(_ node: JSONNode) {
        guard let owner = node["by"]?.string else { return nil }
        var count = CycleCount()
        count.shots = node["shots"]?.asInt64 ?? 0
        count.tries = node["try"]?.asInt64 ?? 0
        count.scrap = node["scrap"]?.asInt64 ?? 0
        count.resets = node["resets"]?.asInt64 ?? 0
        count.repeats = node["repeats"]?.asInt64 ?? 0
        count.rollovers = node["rollovers"]?.asInt64 ?? 0
        count.value = node["value"]?.asDouble
        self.init(owner: owner, count: count)
    }
}

extension MachineDocument.Stretch {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("from", from?.milliseconds)
            json.member("to", to?.milliseconds)
            condition.write(to: &json)
            json.key("reason")
            if let reason { reason.write(to: &json) } else { json.null() }
        }
    }

    init?(_ node: JSONNode) {
        guard let condition = Condition(node) else { return nil }
        self.init(
            from: node.instant("from"), to: node.instant("to"), condition: condition,
            reason: node["reason"].flatMap { LocalizedText($0) })
    }
}
