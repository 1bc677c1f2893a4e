import Basis
import Records
import Shopfloor
import Store

/// Figures of a plant whose machines signal what they do.
extension MachineReading {
    func signalled(
        _ frames: [Frame], _ model: PlantModel, _ number: Int, _ bookings: [QuantityBooked]
    ) throws(StoreError) -> [FigureWindow] {
        guard let first = frames.first, let last = frames.last else { return [] }
        let window = Interval(from: first.interval.from, to: last.interval.to)
        let book = try books.book(of: machine, in: window, else: StopReading(store: store, query: query))
        let orders = try store.orders(of: machine, in: window, asOf: query.asOf)
        let stretches = frames.map { orders.stretches(in: $0.interval) }
        var made = try quantities(stretches, model, number)
        let left = made.book(
            bookings, frames, areHours: byHour, versions, line: model.plant.machines[number].line)
        return frames.indices.map { index in
            let frame = frames[index]
            let signals = FrameSignals(
                frame: frame, slices: book.slices(in: frame.interval, orders), stops: book.stops,
                microStop: microStops, planned: plannedTime, now: known,
                hasIdeal: model.hasIdealCycle(machine: number))
            var window = signals.window(
                machine, line: model.plant.machines[number].line, stretches[index], made[index])
            window.add(uncounted: left[index])
            return window
        }
    }

    /// By window, of its stretches, what counters say of them; nil where nothing counts, or nobody asks, and for one until
    /// whose end the counter was never read: one that is not there, or not yet, tells of no parts, and that is not none.
    private func quantities(
        _ windows: [[MachineOrders.Stretch]], _ model: PlantModel, _ number: Int
    ) throws(StoreError) -> [WindowQuantities?] {
        guard readsQuantities, model.machines[number].cycle != nil else { return windows.map { _ in nil } }
        let borders = windows.flatMap { stretches in stretches.flatMap { [$0.interval.from, $0.interval.to] } }
        var counts = try store.counts(machine: machine, before: borders, asOf: query.asOf)[...]
        return windows.map { stretches in
            var counted: [CountRow] = []
            let parts = stretches.map { stretch in
                let before = (counts.popFirst() ?? []).map { ($0.owner, $0.count) }
                counted = counts.popFirst() ?? []
                return model.counted(
                    by: number, stretch, from: Dictionary(before) { first, _ in first },
                    to: counted.map { ($0.owner, $0.count) })
            }
            return counted.isEmpty
                ? nil : WindowQuantities(parts, mounted: model.idealSeconds(of: number, mounted: counted))
        }
    }
}

/// What the figures of one machine in one shift, or the part of it that is asked about, are made of.
private struct FrameSignals {
    let frame: MachineReading.Frame
    let slices: [TimeSlice]
    let stops: [Stop]
    let microStop: MicroStopLimits
    let planned: PlannedTime?
    /// Until when stops that last are measured.
    let now: Instant
    let hasIdeal: Bool

    func window(
        _ machine: String, line: String, _ stretches: [MachineOrders.Stretch], _ made: WindowQuantities?
    ) -> FigureWindow {
        let whole = figures(
            machine, frame.interval, made?.sums,
            idealSeconds: made?.worth.idealSeconds(of: stretches.first?.order.id))
        var window = FigureWindow(
            machine: machine, line: line, shift: frame.shift, interval: frame.interval, sums: whole.sums,
            pieces: whole.pieces, begun: whole.begun, failures: whole.failures,
            entries: made?.parts.flatMap(\.entries) ?? [])
        window.parts = stretches.enumerated().map { place, stretch in
            let quantity = made?.parts[place]
            let own =
                stretches.count == 1 && made?.parts.count ?? 1 == 1
                ? whole
                : figures(
                    machine, stretch.interval, quantity?.sums,
                    idealSeconds: made?.worth.idealSeconds(of: stretch.order.id))
            return FigureWindow.Part(
                order: stretch.order.id, interval: stretch.interval, sums: own.sums, pieces: own.pieces,
                entries: quantity?.entries ?? [])
        }
        // Each order has an ideal cycle of its own; the parts add up to the whole.
        let ideals = window.parts.compactMap(\.sums.ideal)
        window.sums.ideal = ideals.count == window.parts.count ? ideals.reduce(IdealParts(), +) : nil
        for quantity in made?.parts.dropFirst(stretches.count) ?? [] {
            window.addPart(of: quantity.order, quantity.interval, quantity.sums, quantity.entries)
        }
        return window
    }

    private func figures(
        _ machine: String, _ interval: Interval, _ quantity: QuantitySums?, idealSeconds: Double?
    ) -> MachineWindow {
        var window = MachineWindow(
            slices: slices, window: interval, planned: frame.shift?.planned ?? [frame.interval], stops: stops,
            microStop: microStop, now: now, isPlanned: { planned?.has(machine, in: $0) ?? true })
        window.add(quantity, isPlanned: frame.shift != nil, hasIdeal: hasIdeal, idealSeconds: idealSeconds)
        return window
    }
}

extension PlantModel {
    /// PRI of the die that a machine counted last, in seconds, or of the machine itself; nil: not known.
    fileprivate func idealSeconds(of machine: Int, mounted counts: [CountRow]) -> Double? {
        let last = counts.max { ($0.last ?? .distantPast) < ($1.last ?? .distantPast) }
        let yield = yield(machine: machine, die: last?.owner)
        return yield.idealCycle?.idealSeconds(cavities: Double(yield.cavities))
    }
}
