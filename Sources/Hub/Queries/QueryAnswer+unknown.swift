import Basis
import Records
import Shopfloor
import Store

/// Questions about what there is not.
extension QueryAnswer {
    /// Nothing of a machine is an answer; nothing of what is no machine would say that nothing happened to it. What an older
    /// plant file had can be asked for, too.
    ///
    /// - Throws: `notKept`, with what there is.
    func requireKnown(_ query: Query) throws(StoreError) {
        if query.machine != nil || query.line != nil { try requirePlace(query) }
        if let machine = query.machine, let tag = query.tag {
            let tags = try tags(of: machine)
            if !tags.contains(tag) { throw .unknown("\(machine) has no tag", tag, known: tags.sorted()) }
        }
        if let order = query.order {
            let orders = try orders()
            if !orders.contains(order) { throw .unknown("no machine ran the order", order, known: orders) }
        }
    }

    private func requirePlace(_ query: Query) throws(StoreError) {
        var (isMachine, isLine, newest) = (query.machine == nil, query.line == nil, Plant?.none)
        // The newest version has nearly all that is asked for, and to read one takes time.
        for stored in try store.models(asOf: .now).reversed() {
            for plant in try ModelVersion.all(of: [stored]).map(\.model.plant) {
                newest = newest ?? plant
                isMachine = isMachine || plant.machines.contains { $0.id == query.machine }
                isLine = isLine || plant.lines.contains { $0.id == query.line }
            }
            if isMachine, isLine { return }
        }
        // An empty store knows of nothing yet.
        guard let newest else { return }
        if !isMachine { throw .unknown("the plant has no machine", query.machine, known: newest.machines.map(\.id)) }
        throw .unknown("the plant has no line", query.line, known: newest.lines.map(\.id))
    }

    /// Those that were read, and those that rules name and wait for.
    private func tags(of machine: String) throws(StoreError) -> Set<String> {
        var tags = Set(try store.tags(machine: machine).map(\.tag))
        for model in try ModelVersion.all(of: try store.models(asOf: .now)).map(\.model) {
            for (place, rules) in zip(model.plant.machines, model.machines) where place.id == machine {
                tags.formUnion(rules.tagNames)
            }
        }
        return tags
    }

    /// All that a machine, a shift record or a booking named, the first named first.
    private func orders() throws(StoreError) -> [String] {
        var orders = try store.production(since: .distantPast, asOf: .now).compactMap(\.order)
        orders += try store.quantities(machine: nil, asOf: .now).compactMap(\.booked.order)
        let ever = Interval(from: .distantPast, to: .distantFuture)
        let plants = try ModelVersion.all(of: try store.models(asOf: .now)).map(\.model.plant)
        for machine in Set(plants.flatMap { $0.machines.map(\.id) }) {
            orders += try store.orders(of: machine, in: ever, asOf: .now).points.compactMap(\.order.id)
        }
        return Set(orders).sorted()
    }
}

extension StoreError {
    fileprivate static func unknown(_ words: String, _ name: String?, known: [String]) -> StoreError {
        StoreError(.notKept, Spelling.unknown(words, name ?? "", known: known))
    }
}
