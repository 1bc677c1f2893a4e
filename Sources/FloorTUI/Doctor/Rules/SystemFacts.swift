import Basis

/// What the kernel allows this program.
struct SystemFacts: Hashable, Sendable {
    /// Files that may be open at once; nil: no limit.
    var openFiles: Int?
    /// Files and folders that may be watched for changes; nil: not known.
    var watches: Int?
    /// Processes and threads that may still be started; nil: not known, or no limit.
    var tasksLeft: Int?
}

/// What is good or bad about the kernel's limits.
enum SystemRules {
    /// A hub has its databases, its log, the broker and its threads' events open.
    static let fewFiles = 64
    static let comfortableFiles = 256
    static let fewWatches = 64
    static let fewTasks = 32

    static func findings(_ facts: SystemFacts) -> [Finding] {
        [files(facts), watches(facts), tasks(facts)].compactMap { $0 }
    }

    private static func files(_ facts: SystemFacts) -> Finding {
        guard let count = facts.openFiles else {
            return .good(.system, "files", "open files are not limited", zh: "打开文件数无限制")
        }
        let text = LocalizedText("\(count) files may be open at once", zh: "可同时打开 \(count) 个文件")
        let advice = LocalizedText(
            "ulimit -n 1024, or LimitNOFILE=1024 in the service's unit",
            zh: "请执行 ulimit -n 1024,或在服务单元中设 LimitNOFILE=1024")
        if count < fewFiles { return .fault(.system, "files", text, advice) }
        if count < comfortableFiles { return .warning(.system, "files", text, advice) }
        return Finding(area: .system, name: "files", level: .good, text: text)
    }

    private static func watches(_ facts: SystemFacts) -> Finding? {
        guard let count = facts.watches else { return nil }
        let text = LocalizedText("\(count) files may be watched for changes", zh: "可监视 \(count) 个文件的变化")
        guard count < fewWatches else { return Finding(area: .system, name: "watches", level: .good, text: text) }
        return .warning(
            .system, "watches", text,
            LocalizedText("sysctl fs.inotify.max_user_watches=8192", zh: "请执行 sysctl fs.inotify.max_user_watches=8192"))
    }

    private static func tasks(_ facts: SystemFacts) -> Finding? {
        guard let left = facts.tasksLeft else { return nil }
        let text = LocalizedText("\(left) more processes and threads may be started", zh: "还可启动 \(left) 个进程或线程")
        guard left < fewTasks else { return Finding(area: .system, name: "tasks", level: .good, text: text) }
        return .fault(
            .system, "tasks", text,
            LocalizedText("ulimit -u, or TasksMax in the service's unit", zh: "请调整 ulimit -u,或服务单元中的 TasksMax"))
    }
}
