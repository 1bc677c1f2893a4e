import Basis
import Glibc
import Telemetry
import Widgets

/// Runs the dashboard in this terminal until the person leaves. Call `TerminalSignals.block()` before any thread starts.
///
/// Returns the signal that asked for its end, for `TerminalSignals.end`; nil when the person left.
///
/// - Throws: `CommandFailure` when there is no terminal that can be drawn on, or the theme is unknown.
func runDashboard(_ settings: DashboardSettings) throws -> Int32? {
    do {
        let inbox = try Inbox()
        let look = try LookWatch(settings.lookSource)
        var options = CursesTerminal.Options(logIn: settings.stateFolder)
        options.theme = look.theme
        options.glyphs = settings.glyphs
        options.useColor = settings.useColor
        options.wakeDescriptors = [inbox.wakeDescriptor]
        let terminal = try CursesTerminal(options)
        defer { terminal.close() }
        var settings = settings
        settings.hasChinese = terminal.isUTF8
        return try DashboardLoop(settings, terminal: terminal, inbox: inbox, look: look).run()
    } catch let error as TerminalError {
        throw CommandFailure(.failed, error.description)
    } catch let error as ConnectionError {
        throw CommandFailure(.unavailable, error.description)
    }
}

extension CursesTerminal.Options {
    /// What each terminal of this program begins with: its log, and who writes there.
    init(logIn folder: String?) {
        self.init()
        errorLog = LogFile.path(in: folder)
        program = "floortui \(Version.text)"
    }
}

/// Where a dashboard's stderr goes, so that nothing is written over the screen.
enum LogFile {
    /// `floortui.log` in the state folder where that can be written, else nowhere.
    static func path(in folder: String?) -> String {
        guard let folder else { return "/dev/null" }
        makeFolders(folder)
        let path = folder + "/floortui.log"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return "/dev/null" }
        close(descriptor)
        return path
    }

    /// A line for it: when, and of which of this account's dashboards.
    static func note(_ text: String) { Output.message("\(ISO8601.format(.now)) [\(getpid())] \(text)") }

    private static func makeFolders(_ path: String) {
        var prefix = ""
        for part in path.split(separator: "/") {
            prefix += "/" + part
            // What cannot be made shows when the file is opened.
            mkdir(prefix, 0o700)
        }
    }
}
