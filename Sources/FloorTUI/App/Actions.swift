import Widgets

/// What a key can do.
enum Action: Hashable, Sendable {
    case open, back, filter, command, help, quit, pane, move, language, next, previous, redraw, mouse, suspend
    /// What is said of a stop.
    case explain, split
    /// What is done about an alarm.
    case acknowledge, shelve, unshelve, note
    /// How many alarms came, and which.
    case rates
    /// The machines as tiles, or as rows.
    case tiles
    /// Another screen, by its digit.
    case screen(ScreenName)
    /// OEE of what is looked at, opened into what it is made of; its cycles.
    case oee, cycles
    /// The shift or day before, and the one after.
    case earlier, later
    /// How long a time is looked at; of what part of the plant; by what it is measured, or what of it is shown.
    case window, scope, measure
}

/// Where keys act.
enum KeyContext: Hashable, Sendable {
    case everywhere, floor, machine, outbox
    case pareto, stopList, oee, slices, quantities, trend, cycles, alarms, alarmRates, audit, entry
}

extension KeyMap<Action, KeyContext> {
    /// The list that is looked at takes them.
    private static let moves: [Widgets.Key] = [.up, .down, .pageUp, .pageDown, .home, .end]

    /// The keys as shipped. `label` and `help` are names of phrases.
    static var standard: KeyMap { KeyMap(places + pages + everywhere) }

    private static func binding(
        _ keys: [Widgets.Key], _ action: Action, _ context: KeyContext, _ label: Phrase, _ help: Phrase
    ) -> Binding {
        Binding(keys, action, in: context, label: label.rawValue, help: help.rawValue)
    }

    private static func binding(
        _ keys: [Widgets.Key], _ action: Action, _ context: KeyContext, _ label: ReviewPhrase, _ help: ReviewPhrase
    ) -> Binding {
        Binding(keys, action, in: context, label: label.rawValue, help: help.rawValue)
    }

    /// The Floor and a machine.
    private static var places: [Binding] {
        [
            binding(moves, .move, .floor, .move, .helpMove),
            binding([.enter], .open, .floor, .open, .helpOpen),
            binding([.tab, .backTab], .pane, .floor, .panes, .helpPane),
            binding([.character("s")], .explain, .floor, .reasonKey, .helpReason),
            binding([.character("v")], .tiles, .floor, .tilesKey, .helpTiles),
            binding([.left, .right], .move, .floor, .tilesKey, .helpBeside),
            binding([.escape], .back, .floor, .showAll, .helpBack),
            binding([.character("/")], .filter, .floor, .filterKey, .helpFilter),
            binding(moves, .move, .machine, .move, .helpMove),
            binding([.enter], .open, .machine, .openKey, .helpOpenValue),
            binding([.tab, .backTab], .pane, .machine, .panes, .helpPanes),
            binding([.character("o")], .oee, .machine, .oeeKey, .helpOEE),
            binding([.character("y")], .cycles, .machine, .cyclesKey, .helpCycles),
            binding([.character("s")], .explain, .machine, .reasonKey, .helpReason),
            binding([.character("x")], .split, .machine, .splitKey, .helpSplit),
            binding([.escape, .backspace], .back, .machine, .back, .helpBack),
            binding([.character("a")], .acknowledge, .machine, .acknowledgeKey, .helpAcknowledge),
            binding([.character("[")], .earlier, .machine, .earlierKey, .helpEarlier),
            binding([.character("]")], .later, .machine, .laterKey, .helpLater),
            binding([.right, .character("n")], .next, .machine, .next, .helpNext),
            binding([.left, .character("p")], .previous, .machine, .previous, .helpPrevious),
            binding(moves, .move, .outbox, .move, .helpMove),
            binding([.enter], .open, .outbox, .open, .helpOpenEntry),
            binding([.escape, .backspace], .back, .outbox, .back, .helpBack),
        ]
    }

    /// What lies over them.
    private static var pages: [Binding] {
        let all: [KeyContext] = [
            .pareto, .stopList, .oee, .slices, .quantities, .trend, .cycles, .alarms, .alarmRates, .audit, .entry,
        ]
        var bindings: [Binding] = []
        for context in all {
            if context == .alarms { bindings += care }
            if context != .trend { bindings.append(binding(moves, .move, context, .move, .helpMove)) }
            if let help = opens[context] { bindings.append(binding([.enter], .open, context, .openKey, help)) }
            if [.pareto, .oee, .stopList, .trend, .cycles, .alarmRates].contains(context) {
                bindings.append(binding([.character("[")], .earlier, context, .earlierKey, .helpEarlier))
                bindings.append(binding([.character("]")], .later, context, .laterKey, .helpLater))
            }
            if [.pareto, .oee, .trend, .alarmRates].contains(context) {
                bindings.append(binding([.character("w")], .window, context, .windowKey, .helpWindow))
            }
            if [.pareto, .oee, .alarms, .alarmRates].contains(context) {
                bindings.append(binding([.character("g")], .scope, context, .scopeKey, .helpScope))
            }
            if context == .stopList {
                bindings.append(binding([.character("s")], .explain, context, .reasonKey, .helpReason))
                bindings.append(binding([.character("x")], .split, context, .splitKey, .helpSplit))
            }
            if context == .pareto {
                bindings.append(binding([.character("v")], .measure, context, .measureKey, .helpMeasure))
            }
            if context == .cycles {
                bindings.append(binding([.character("v")], .measure, context, .outKey, .helpOut))
            }
            if context == .trend {
                bindings.append(binding([.right, .character("n")], .next, context, .nextValueKey, .helpNextValue))
                bindings.append(
                    binding([.left, .character("p")], .previous, context, .previousValueKey, .helpPreviousValue))
            }
            if context == .cycles {
                bindings.append(binding([.right], .next, context, .moreValuesKey, .helpMoreValues))
                bindings.append(binding([.left], .previous, context, .valuesBeforeKey, .helpValuesBefore))
            }
            if [.alarms, .audit].contains(context) {
                bindings.append(binding([.character("/")], .filter, context, .filterRowsKey, .helpFilterRows))
            }
            bindings.append(binding([.escape, .backspace], .back, context, .backKey, .helpBackPage))
        }
        return bindings
    }

    /// What a person does about the selected alarm.
    private static var care: [Binding] {
        [
            binding([.character("a")], .acknowledge, .alarms, .acknowledgeKey, .helpAcknowledge),
            binding([.character("s")], .shelve, .alarms, .shelveKey, .helpShelve),
            binding([.character("n")], .note, .alarms, .noteKey, .helpNote),
            binding([.character("r")], .rates, .alarms, .ratesKey, .helpRates),
            binding([.character("u")], .unshelve, .alarms, .unshelveKey, .helpUnshelve),
        ]
    }

    /// What Enter opens there.
    private static let opens: [KeyContext: ReviewPhrase] = [
        .pareto: .helpOpenBar, .stopList: .helpOpenMachine, .oee: .helpOpenFigure, .alarms: .helpOpenMachine,
        .alarmRates: .helpOpenAlarms, .quantities: .helpOpenCycles, .audit: .helpOpenRecord,
    ]

    private static var everywhere: [Binding] {
        ScreenName.allCases.map { name in
            binding([.character(name.digit)], .screen(name), .everywhere, name.phrase, name.phrase)
        } + [
            binding([.character(":")], .command, .everywhere, .commandKey, .helpCommand),
            binding([.character("L")], .language, .everywhere, .helpLanguage, .helpLanguage),
            binding([.character("M")], .mouse, .everywhere, .helpMouse, .helpMouse),
            binding([.control("l")], .redraw, .everywhere, .helpRedraw, .helpRedraw),
            binding([.control("z")], .suspend, .everywhere, .helpSuspend, .helpSuspend),
            binding([.character("q"), .control("c")], .quit, .everywhere, .quitKey, .helpQuit),
            binding([.character("?"), .character("0")], .help, .everywhere, .helpKey, .helpHelp),
        ]
    }
}
