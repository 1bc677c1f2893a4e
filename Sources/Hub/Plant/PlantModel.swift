package import Basis
package import Records
package import Shopfloor
package import Telemetry

/// A whole `plant.toml`, checked and ready: the plant, how its messages are read, and what they mean.
package struct PlantModel: Sendable {
    package var plant: Plant
    package var sources: [SourceMapping]
    package var time: TimePolicy
    /// In the order of `plant.machines`.
    package var machines: [MachineModel]
    /// In the order of the file; later ones overrule earlier ones.
    package var tags: [TagSetting]
    /// When which line works.
    package var calendar: PlantCalendar
    /// What figures of time rest on.
    package var timeBasis: TimeBasis
    /// By id: what a cycle takes and gives.
    package var dies: [String: Die]
    /// Why machines stand, as people choose from.
    package var reasons = StopReasonTree.standard
    /// A shorter stop needs no reason.
    package var microStop = Duration.seconds(300)
    /// The text of the file and of those that it includes.
    package var text: String
    /// SHA-256 of `text`, lower-case hex.
    package var digest: String
    /// When alarms are too many, and how long one may be shelved.
    package var alarmTargets = AlarmTargets()
    /// How long the store keeps what grows with each message.
    package var history = HistorySpans()
    /// Where the file says the site's id: it cannot change while a hub runs.
    package var sitePlace = Basis.Place(file: "plant.toml")

    package init(
        plant: Plant, sources: [SourceMapping], time: TimePolicy, machines: [MachineModel], tags: [TagSetting],
        calendar: PlantCalendar, timeBasis: TimeBasis, dies: [String: Die], text: String, digest: String
    ) {
        self.plant = plant
        self.sources = sources
        self.time = time
        self.machines = machines
        self.tags = tags
        self.calendar = calendar
        self.timeBasis = timeBasis
        self.dies = dies
        self.text = text
        self.digest = digest
    }

    /// How readings of a tag are cleansed: all settings that match, the later over the earlier.
    package func policy(machine: String, tag: String) -> TagPolicy {
        settings(machine: machine, tag: tag).reduce(into: TagPolicy()) { $1.apply(to: &$0) }
    }

    /// How a tag is shown.
    package func presentation(machine: String, tag: String) -> TagPresentation {
        var presentation = TagPresentation()
        for (place, setting) in tags.enumerated() where setting.machines.matches(machine) && setting.tags.matches(tag) {
            setting.apply(to: &presentation)
            if setting.name != nil { presentation.order = place }
        }
        return presentation
    }

    private func settings(machine: String, tag: String) -> [TagSetting] {
        tags.filter { $0.machines.matches(machine) && $0.tags.matches(tag) }
    }
}

/// What one machine's messages mean.
package struct MachineModel: Hashable, Sendable {
    package var rules: MachineRules
    /// nil for a machine whose cycles are not counted.
    package var cycle: CycleRule?
    package var alarms: [AlarmRule]
    /// The tag whose text is the order that it runs; nil: none says.
    package var order: TagSlot?
    /// The tags that rules name, by their number.
    package var tagNames: [String]
    /// How many `held for` timers the alarm rules have.
    package var alarmTimers: Int

    package init(
        rules: MachineRules, cycle: CycleRule?, alarms: [AlarmRule], order: TagSlot?, tagNames: [String],
        alarmTimers: Int
    ) {
        self.rules = rules
        self.cycle = cycle
        self.alarms = alarms
        self.order = order
        self.tagNames = tagNames
        self.alarmTimers = alarmTimers
    }

    /// What people read of an alarm, in their languages: by the rule that says it, as long as it still says the same;
    /// what a machine sent stays as it came.
    package func text(of alarm: Alarm) -> LocalizedText { text(alarm.text, of: alarm.id) }

    /// - Parameter text: as the journal has it.
    package func text(_ text: String, of alarm: AlarmID) -> LocalizedText {
        let rule = alarms.first { $0.item == alarm.item && $0.code == alarm.code && $0.text.en == text }
        return rule?.text ?? LocalizedText(text)
    }
}
