import Basis

extension Ingest {
    /// What a topic says by itself. Small and without references, since it is looked up for each message.
    struct Route {
        private let sourceNumber: Int32
        private let machineNumber: Int32
        private let slotNumber: Int32
        private let place: Int32

        var source: Int { Int(sourceNumber) }
        /// nil: the payload says it.
        var machine: Int? { machineNumber < 0 ? nil : Int(machineNumber) }
        /// nil: the payload says it.
        var slot: Int? { slotNumber < 0 ? nil : Int(slotNumber) }
        /// Where the texts of its levels are kept.
        var captures: Int { Int(place) }

        init(source: Int, machine: Int?, slot: Int?, captures: Int) {
            (sourceNumber, place) = (Int32(source), Int32(captures))
            (machineNumber, slotNumber) = (Int32(machine ?? -1), Int32(slot ?? -1))
        }
    }

    /// How many topics are known by heart.
    var rememberedTopics: Int { routes.count }

    mutating func route(_ topic: RawSpan) throws(Rejection) -> Route {
        if let route = routes.value(for: topic) { return route }
        let bytes = topic.copied
        for (index, decoder) in decoders.enumerated() {
            guard let levels = decoder.mapping.pattern.match(bytes) else { continue }
            let texts = levels.map(Self.name)
            let machine: Int? =
                if let id = decoder.mapping.machine.known(by: texts) { try self.machine(named: id) } else { nil }
            var slot: Int?
            if let machine, case .value(_, let place) = decoder.mapping.content, let tag = place.known(by: texts) {
                slot = try self.slot(of: tag, machine: machine)
            }
            // A topic that is not remembered leaves its texts in the last place, for this message alone.
            if captures.count > routes.count { captures.removeLast() }
            captures.append(texts)
            let route = Route(source: index, machine: machine, slot: slot, captures: captures.count - 1)
            routes.insert(route, for: topic)
            return route
        }
        throw Rejection(.unknownTopic, "no source has a topic that matches it")
    }
}
