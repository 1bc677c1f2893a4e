import ArgumentParser
import Basis
import Hub
import Records
import Store

extension ReportScope.Kind: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
    /// `2026-11-27`.
    package init?(argument: String) { self.init(argument) }
}

/// `floortui report`: what a line did in a shift or on a day, to be read, printed, or taken on.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report a shift or a day of a line: text, CSV, JSON or a page for print.",
        discussion: """
            Without --date and --shift it is the shift that runs, or the newest that has ended. With --at it says what the \
            hub knew then. The same knowledge gives the same bytes, and each figure stands in an answer of floortui show, \
            which the report names.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, csv, json, html }

    @Argument(help: "What to report: shift or day.")
    var kind: ReportScope.Kind

    @OptionGroup var source: SourceOptions

    @Option(help: "The line. Default: the plant's only one.")
    var line: String?

    @Option(help: "One machine of the line only.")
    var machine: String?

    @Option(help: ArgumentHelp("The plant's date on which it began, as 2026-11-27.", valueName: "date"))
    var date: CivilDate?

    @Option(help: ArgumentHelp("The shift, by its id in the plant file.", valueName: "shift"))
    var shift: String?

    @OptionGroup var moment: MomentOptions

    @Option(help: "text, csv, json or html.")
    var format = Format.text

    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: ArgumentHelp("en or zh. Default: by $LC_ALL, $LC_MESSAGES or $LANG.", valueName: "language"))
    var lang: Language?

    @Option(
        help: ArgumentHelp("Write it to this file, which must not be there yet.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "With --output: replace the file, whole or not at all.")
    var force = false

    func validate() throws {
        guard kind == .shift || shift == nil else { throw ValidationError("--shift belongs to report shift") }
        guard !force || output != nil else { throw ValidationError("--force belongs to --output") }
    }

    func run() throws {
        let report: ShiftReport = try failing { try self.report() }
        let language = lang ?? .ofEnvironment
        if output == nil, format == .text {
            return Output.result(ReportText(report, Output.language(language)).text, terminator: "")
        }
        let bytes = Self.bytes(report, format, language)
        guard let output else { return Output.result(bytes) }
        try FileWriter.write(bytes, to: output, replacing: force, isPrivate: true)
    }

    /// The report that was asked for.
    func report() throws -> ShiftReport {
        let rows = try source.open()
        var query = Query(.journal)
        query.at = moment.at
        query.includesLater = moment.includesLater
        guard let until = try rows(query).first?.time("until") else {
            throw CommandFailure(.failed, "the store holds nothing yet; run a hub or a replay on it first")
        }
        query.what = .plant
        let known = moment.at ?? until
        let place = ReportPlace(kind: kind, line: line, machine: machine, date: date, shift: shift, known: known)
        let scope = try place.scope(try Self.versions(try rows(query)))
        let questions = ReportQuestions(
            scope: scope, at: moment.at, includesLater: moment.includesLater, known: known)
        return try questions.report(rows)
    }

    /// The plant files that `show plant` gave.
    private static func versions(_ rows: [Row]) throws(CommandFailure) -> [ModelVersion] {
        do throws(ConfigurationError) {
            var models: [(from: Instant, model: PlantModel)] = []
            for row in rows {
                let model = try PlantFile.accepted(row.text("text") ?? "", file: "the store's plant file")
                models.append((row.time("from") ?? .distantPast, model))
            }
            return [ModelVersion](models)
        } catch {
            throw CommandFailure(.failed, "a stored plant file can no longer be read: \(error.description)")
        }
    }

    static func bytes(_ report: ShiftReport, _ format: Format, _ language: Language) -> [UInt8] {
        switch format {
        case .text: Array(ReportText(report, language).text.utf8)
        case .csv: ReportCSV(report, language).bytes
        case .json: ReportJSON.bytes(report)
        case .html: Array(ReportHTML(report, language).text.utf8)
        }
    }
}
