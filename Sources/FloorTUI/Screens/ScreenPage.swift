import Basis
import Records
import Shopfloor
import Widgets

/// A screen that lies over the Floor or a machine: opened by a key, a command or Enter, left by Esc.
///
/// Pure: it draws from the context, and what it wants to know of the past it names as questions.
protocol ScreenPage {
    /// Where its keys act.
    var keyContext: KeyContext { get }
    /// What rows must match to be shown; nil: it has no filter.
    var filter: String? { get set }

    /// Whether Enter has something to open, as was last drawn.
    var canOpen: Bool { get }

    /// What is to be asked for while it is looked at.
    func questions(_ context: ScreenContext) -> [Question]
    /// The stop that keys are about; nil where the screen shows none.
    func stop(_ context: ScreenContext) -> StopTarget?
    /// The alarm that keys are about; nil where the screen shows none.
    func alarm(_ context: ScreenContext) -> AlarmTarget?
    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome
    mutating func draw(in canvas: Canvas, _ context: ScreenContext)
}

extension ScreenPage {
    func stop(_ context: ScreenContext) -> StopTarget? { nil }
    func alarm(_ context: ScreenContext) -> AlarmTarget? { nil }

    /// Whether the hub has said something of what it asks.
    func isAnswered(_ context: ScreenContext) -> Bool {
        questions(context).contains { context.board.answer($0.query).seq != nil }
    }
}

/// What a key did on a screen.
enum PageOutcome {
    case ignored, changed
    /// Another screen over this one.
    case open(any ScreenPage)
    case machine(String)
    /// It cannot act now, and why.
    case say(String)
}

/// The screens that digits and commands open.
enum ScreenName: String, CaseIterable, Hashable, Sendable {
    case floor, pareto, oee, alarms, audit, outbox

    /// The digit that opens it.
    var digit: Character { Character(String((Self.allCases.firstIndex(of: self) ?? 0) + 1)) }

    /// `scope`: what it is to be of, where somebody said so.
    func page(_ scope: PlantScope) -> (any ScreenPage)? {
        switch self {
        // They are no pages.
        case .floor, .outbox: nil
        case .pareto: ParetoScreen(scope: scope)
        case .oee: OEEScreen(scope: scope)
        case .alarms: AlarmScreen(scope: scope)
        case .audit: AuditScreen(machine: scope.machine)
        }
    }
}

/// What part of the plant a screen speaks of.
enum PlantScope: Hashable, Sendable {
    case plant
    /// By its id.
    case line(String)
    case machine(String)

    var machine: String? { if case .machine(let id) = self { id } else { nil } }

    /// `Line 1 › DC-03`; the site for the whole plant.
    func title(_ context: ScreenContext) -> String {
        let picture = context.picture
        switch self {
        case .plant: return picture.plant?.site.name[context.language] ?? "FloorTUI"
        case .line(let id): return picture.lines.first { $0.id == id }?.name[context.language] ?? id
        case .machine(let id):
            guard let row = picture.row(of: id) else { return id }
            return "\(picture.lines[picture.line(of: row)].name[context.language]) › \(id)"
        }
    }

    /// All that there is: the plant, or its only line.
    static func whole(_ picture: PlantPicture) -> PlantScope {
        picture.lines.count == 1 ? .line(picture.lines[0].id) : .plant
    }

    /// The lines that it lies in, by their ids.
    func lines(_ picture: PlantPicture) -> [String] {
        switch self {
        case .plant: picture.lines.map(\.id)
        case .line(let id): [id]
        case .machine(let id): picture.row(of: id).map { [picture.lines[picture.line(of: $0)].id] } ?? []
        }
    }

    /// The machines that it has, in the order of the plant.
    func machines(_ picture: PlantPicture) -> [String] {
        switch self {
        case .plant: picture.rows.map(\.machine)
        case .line(let id):
            picture.lines.first { $0.id == id }.map { picture.rows[$0.range].map(\.machine) } ?? []
        case .machine(let id): [id]
        }
    }

    /// The next of: the plant, where it has several lines, each line, and the machine that was looked at.
    func next(_ picture: PlantPicture, machine: String?) -> PlantScope {
        var all: [PlantScope] = picture.lines.count == 1 ? [] : [.plant]
        all += picture.lines.map { .line($0.id) }
        all += (machine ?? self.machine).map { [.machine($0)] } ?? []
        let place = all.firstIndex(of: self) ?? -1
        return all.isEmpty ? self : all[(place + 1) % all.count]
    }
}
