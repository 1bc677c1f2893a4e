import Basis
import Shopfloor

/// What is known of values.
extension PlantReader {
    mutating func tagSettings(of plant: Plant) -> [TagSetting] {
        root.tables("tag").map { tagSetting($0, plant) }
    }

    private mutating func tagSetting(_ table: TableReader, _ plant: Plant) -> TagSetting {
        var setting = TagSetting(tags: names(table), machines: machines(of: table, in: plant))
        setting.name = table.optionalText("name")
        setting.unit = table.optionalString("unit")
        let range = bounds(table, "range", "min", "max")
        setting.minimum = range.low
        setting.maximum = range.high
        let limits = bounds(table, "limits", "low", "high")
        setting.low = limits.low
        setting.high = limits.high
        if table.has("sentinels") { setting.sentinels = table.list("sentinels").map(\.number) }
        setting.maximumStep = table.optionalNumber("max_step")
        setting.isNumber = table.optionalBool("number")
        setting.decimals = table.optionalInteger("decimals")
        setting.staleAfter = table.optionalDuration("stale_after")
        setting.owner = table.optionalString("owner")
        setting.rollsOverAt = table.optionalNumber("rollover")
        setting.isCounter = isCounter(table)
        setting.isHidden = table.optionalBool("hidden")
        return setting
    }

    private func names(_ table: TableReader) -> NamePatterns {
        // Exactly one of the two stands.
        NamePatterns(table.optionalString("id").map { [$0] } ?? table.strings("ids"))
    }

    private mutating func bounds(
        _ table: TableReader, _ key: String, _ lower: String, _ upper: String
    ) -> (low: Double?, high: Double?) {
        guard let inner = table.optionalTable(key) else { return (nil, nil) }
        let (low, high) = (inner.optionalNumber(lower), inner.optionalNumber(upper))
        if let low, let high, low > high {
            problems.report(
                inner.place(of: lower), "\(Quoted(lower)) is above \(Quoted(upper))",
                allowed: "the lower first")
        }
        return (low, high)
    }

    private mutating func isCounter(_ table: TableReader) -> Bool? {
        guard let key = ["owner", "rollover"].first(where: table.has) else { return table.optionalBool("counter") }
        if table.optionalBool("counter") == false {
            problems.report(table.place(of: key), "\(Quoted(key)) is only for a counter", allowed: "counter = true")
        }
        return true
    }
}
