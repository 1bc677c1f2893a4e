import Foundation
package import Glibc

/// What the kernel says about a process.
package enum ProcessUsage {
    /// Processor time of all its threads, in steps of 10 ms; nil when there is no such process.
    package static func processorTime(_ processID: pid_t) -> Duration? {
        guard let fields = fields(processID) else { return nil }
        // utime and stime, of proc_pid_stat(5), counted from the state, its third field.
        let ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
        return .milliseconds(ticks * 1000 / sysconf(Int32(_SC_CLK_TCK)))
    }

    /// What it holds in memory just now; nil when there is no such process.
    package static func residentBytes(_ processID: pid_t) -> Int? {
        let text = try? String(contentsOfFile: "/proc/\(processID)/statm", encoding: .utf8)
        return text?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map {
            $0 * sysconf(Int32(_SC_PAGESIZE))
        }
    }

    /// How many files it has open; nil when there is no such process.
    package static func openFiles(_ processID: pid_t) -> Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/fd"))?.count
    }

    /// How many threads it has; nil when there is no such process.
    package static func threads(_ processID: pid_t) -> Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/task"))?.count
    }

    /// How often its threads gave the processor away by themselves, to wait; nil when there is no such process.
    package static func wakeUps(_ processID: pid_t) -> Int? {
        let folder = "/proc/\(processID)/task"
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        return threads.reduce(0) { sum, thread in
            let status = (try? String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
            return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
        }
    }

    /// All bytes that it ever gave to write calls that took them; nil when there is no such process.
    package static func bytesWritten(_ processID: pid_t) -> Int? { io("wchar: ", processID) }

    /// All bytes that read calls ever gave it, also of sockets; nil when there is no such process.
    package static func bytesRead(_ processID: pid_t) -> Int? { io("rchar: ", processID) }

    private static func io(_ name: String, _ processID: pid_t) -> Int? {
        let text = try? String(contentsOfFile: "/proc/\(processID)/io", encoding: .utf8)
        return text?.split(separator: "\n").first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count)) }
    }

    /// False also when it has ended and waits to be reaped.
    package static func isRunning(_ processID: pid_t) -> Bool {
        guard let state = fields(processID)?.first else { return false }
        return state != "Z" && state != "X"
    }

    /// All that have `processID` as parent, and theirs.
    package static func descendants(of processID: pid_t) -> [pid_t] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        let parents = all.compactMap { child in fields(child).flatMap { pid_t($0[1]) }.map { (child, $0) } }
        var found: [pid_t] = []
        var new = [processID]
        while !new.isEmpty {
            new = parents.filter { new.contains($0.1) }.map(\.0)
            found += new
        }
        return found
    }

    /// The fields of /proc/PID/stat after the name.
    private static func fields(_ processID: pid_t) -> [Substring]? {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 12 ? fields : nil
    }
}
