import Basis
import Records
import Shopfloor

extension QueryAnswer {
    static func row(_ interval: IntervalRow) -> Row {
        var row = Row()
        row.add("machine", interval.machine)
        row.add("state", interval.condition.state.rawValue)
        row.add("native", interval.condition.native)
        row.add("from", interval.from)
        row.add("to", interval.to)
        let seconds: Double? = if let from = interval.from, let to = interval.to { (to - from).inSeconds } else { nil }
        row.add("seconds", seconds)
        row.add("why", interval.condition.why?.rawValue)
        return row
    }

    static func row(_ tag: TagRow) -> Row {
        var row = Row()
        row.add("machine", tag.machine)
        row.add("tag", tag.tag)
        row.add("readings", tag.statistics.readings)
        row.add("good", tag.statistics.good)
        for (entry, count) in zip(ReadingFlags.all, tag.statistics.flagged) { row.add(entry.word, count) }
        row.add("min", tag.statistics.minimum)
        row.add("max", tag.statistics.maximum)
        row.add("mean", tag.statistics.mean)
        return row
    }

    static func row(_ count: CountRow) -> Row {
        var row = Row()
        row.add("machine", count.machine)
        row.add("by", count.owner)
        row.add("shots", count.count.shots)
        row.add("try", count.count.tries)
        row.add("scrap", count.count.scrap)
        row.add("resets", count.count.resets)
        row.add("repeats", count.count.repeats)
        row.add("rollovers", count.count.rollovers)
        row.add("value", count.count.value)
        row.add("last", count.last)
        return row
    }

    static func rejected(_ reason: String, _ messages: Int64) -> Row {
        var row = Row()
        row.add("reason", reason)
        row.add("messages", messages)
        return row
    }

    static func row(_ message: QuarantinedMessage) -> Row {
        var row = Row()
        row.add("at", message.at)
        row.add("topic", message.topic)
        row.add("reason", message.reason)
        row.add("detail", message.detail)
        row.add("bytes", Int64(message.length))
        row.add("head", SanitizedText(bytes: message.head).text)
        return row
    }
}
