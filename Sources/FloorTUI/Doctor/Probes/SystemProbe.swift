import Glibc

/// Asks the kernel for its limits.
enum SystemProbe {
    static func facts() -> SystemFacts {
        var facts = SystemFacts()
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur != rlim_t.max {
            facts.openFiles = Int(clamping: limit.rlim_cur)
        }
        facts.watches = SmallFile.number("/proc/sys/fs/inotify/max_user_watches")
        facts.tasksLeft = tasksLeft()
        return facts
    }

    /// What the control group still allows; a limit of the account counts processes that we cannot see.
    private static func tasksLeft() -> Int? {
        guard let line = SmallFile.read("/proc/self/cgroup").map({ String(decoding: $0, as: UTF8.self) }),
            let path = line.split(separator: "\n").first(where: { $0.hasPrefix("0::") })?.dropFirst(3)
        else { return nil }
        let folder = "/sys/fs/cgroup" + path
        guard let most = SmallFile.number(folder + "/pids.max"), let now = SmallFile.number(folder + "/pids.current")
        else { return nil }
        return max(0, most - now)
    }
}
