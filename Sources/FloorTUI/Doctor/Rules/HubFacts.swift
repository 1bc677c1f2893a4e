import Basis
import Records

/// What was found out about the hub.
struct HubFacts: Hashable, Sendable {
    /// By site as it stands in topics: whether its hub says that it is online.
    var sites: [String: Bool] = [:]
    /// Those of which the broker says that it lost the hub, which did not say good-bye.
    var sitesOfLost: Set<String> = []
    /// The site that was looked at; nil when there is none, or it is not clear which.
    var site: String?
    /// Whether the broker gives us what is published under `floor/v1/`; nil: a hub spoke, or we may not write there either.
    var mayRead: Bool?
    /// A beat came while we listened.
    var isAlive = false
    var isRecording = true
    /// What is wrong with its store; nil: nothing.
    var storeProblem: String?
    /// Why a changed plant file is not in force; nil: it is.
    var plantProblem: String?
    var space = SpaceLevel.ok
    /// How far its machine's clock jumped, while it does not believe that clock.
    var clockJump: Duration?
    /// Messages that did not reach it since it began: by its own count, the broker's, and its sources'.
    var lost: (dropped: Int64, brokerDropped: Int64, missed: Int64) = (0, 0, 0)
    /// Messages that it could not make sense of since it began.
    var rejected: Int64 = 0
    /// How fast its clock runs.
    var speed = 1.0
    /// The hub's clock is ahead of this machine's by this, at least and at most. A beat says less than the hub's clock by
    /// the time that it was on its way, and that is not more than a question and its answer take.
    var offset: ClosedRange<Duration>?
    /// Question to answer.
    var answered: Duration?
    /// Machines, and those of which nothing is known.
    var machines: (all: Int, unknown: Int)?

    static func == (a: HubFacts, b: HubFacts) -> Bool {
        a.sites == b.sites && a.site == b.site && a.isAlive == b.isAlive
    }

    func hash(into hasher: inout Hasher) { hasher.combine(sites) }
}

/// What is good or bad about the hub.
enum HubRules {
    /// What screens say about clocks that differ begins here, too.
    static let offsetLimit = HubWatch.offsetLimit

    static func findings(_ facts: HubFacts) -> [Finding] {
        if facts.mayRead == false { return [kept] }
        guard let site = facts.site else { return [missing(facts)] }
        guard facts.sites[site] != nil || facts.isAlive else { return [unknown(site, facts)] }
        guard facts.isAlive else {
            return [
                .fault(
                    .hub, "beat", absence(of: site, facts),
                    LocalizedText("start floortui hub, or look into its log", zh: "请启动 floortui hub,或查看其日志"))
            ]
        }
        let beat = Finding.good(.hub, "beat", "the hub of \(site) is alive", zh: "站点 \(site) 的中枢在线")
        return [
            beat, recording(facts), plantFile(facts), storeOf(facts), spaceOf(facts), answer(facts), clock(facts),
            clockJump(facts), lost(facts), rejected(facts), machines(facts),
        ].compactMap { $0 }
    }

    private static func absence(of site: String, _ facts: HubFacts) -> LocalizedText {
        if facts.sites[site] == true {
            LocalizedText("the hub of \(site) was there, and is silent now", zh: "站点 \(site) 的中枢曾在线,现无响应")
        } else if facts.sitesOfLost.contains(site) {
            LocalizedText("the broker has lost the hub of \(site)", zh: "消息服务器已与站点 \(site) 的中枢断开")
        } else {
            LocalizedText("the hub of \(site) has ended", zh: "站点 \(site) 的中枢已停止")
        }
    }

    /// What was published under `floor/v1/` did not come back, though it may be subscribed to.
    private static let kept = Finding.fault(
        .broker, "rights",
        LocalizedText("the broker gives this user nothing of floor/v1/#", zh: "消息服务器不向该用户提供 floor/v1/# 的任何内容"),
        LocalizedText("let its access list allow this user to read floor/v1/#", zh: "请在其权限列表中允许该用户读取 floor/v1/#"))

    private static func start(_ facts: HubFacts) -> LocalizedText {
        facts.mayRead == true
            ? LocalizedText("start floortui hub with this broker", zh: "请在该服务器上启动 floortui hub")
            : LocalizedText(
                "start floortui hub with this broker; if it runs, the broker's access list keeps floor/v1/# from this user",
                zh: "请在该服务器上启动 floortui hub;若已在运行,则是服务器的权限未允许该用户读取 floor/v1/#")
    }

    private static func unknown(_ site: String, _ facts: HubFacts) -> Finding {
        let others = facts.sites.keys.sorted().joined(separator: ", ")
        let text = LocalizedText("no hub of a site \(site) speaks on this broker", zh: "该服务器上没有站点 \(site) 的中枢")
        guard !others.isEmpty else { return .fault(.hub, "beat", text, start(facts)) }
        return .fault(
            .hub, "beat", text, LocalizedText("sites here: \(others)", zh: "此处的站点:\(others)"))
    }

    private static func missing(_ facts: HubFacts) -> Finding {
        if facts.sites.isEmpty {
            return .fault(
                .hub, "beat", LocalizedText("no hub speaks on this broker", zh: "该服务器上没有中枢"), start(facts))
        }
        let list = facts.sites.keys.sorted().joined(separator: ", ")
        return .warning(
            .hub, "beat", LocalizedText("hubs of several sites speak here: \(list)", zh: "有多个站点的中枢:\(list)"),
            LocalizedText("choose one with --site", zh: "请用 --site 选择"))
    }

    private static func recording(_ facts: HubFacts) -> Finding {
        if facts.isRecording {
            return .good(.hub, "recording", "what it counts is made durable", zh: "计数结果已可靠保存")
        }
        return .fault(
            .hub, "recording", LocalizedText("the hub is not recording", zh: "中枢未能保存记录"),
            LocalizedText("its log says why: mostly a full disk", zh: "原因见其日志,多为磁盘已满"))
    }

    private static func plantFile(_ facts: HubFacts) -> Finding? {
        guard let problem = facts.plantProblem else { return nil }
        return .fault(
            .hub, "plant",
            LocalizedText(
                "its changed plant file is refused, the one before is in force: \(problem)",
                zh: "修改后的工厂文件被拒绝,仍使用原文件:\(problem)"),
            LocalizedText("correct it there: the hub takes it by itself", zh: "请在该处更正,中枢会自动采用"))
    }

    private static func storeOf(_ facts: HubFacts) -> Finding? {
        guard let problem = facts.storeProblem else { return nil }
        return .fault(
            .hub, "store", LocalizedText(problem, zh: "中枢的数据存储有问题:\(problem)"), StoreRules.problemAdvice)
    }

    private static func spaceOf(_ facts: HubFacts) -> Finding? {
        let advice = LocalizedText("make room, or raise limit_mb in its plant file", zh: "请清理空间,或提高工厂文件中的 limit_mb")
        switch facts.space {
        case .ok: return nil
        case .warn:
            return .warning(.hub, "space", LocalizedText("its store is nearly full", zh: "其数据存储将满"), advice)
        case .full: return .fault(.hub, "space", LocalizedText("its store is full", zh: "其数据存储已满"), advice)
        }
    }

    private static func answer(_ facts: HubFacts) -> Finding {
        if let took = facts.answered {
            let time = Numbers.milliseconds(took)
            return .good(.hub, "answer", "it answers questions, in \(time)", zh: "应答查询,用时 \(time)")
        }
        return .fault(
            .hub, "answer", LocalizedText("it beats, but does not answer questions", zh: "中枢在线,但不应答查询"),
            LocalizedText(
                "allow this user to write floor/v1/+/ask/# and read floor/v1/+/reply/#",
                zh: "请允许该用户写 floor/v1/+/ask/#、读 floor/v1/+/reply/#"))
    }

    private static func clock(_ facts: HubFacts) -> Finding? {
        guard facts.speed == 1 else {
            return .good(.hub, "clock", "it follows the clock of a replay or simulation", zh: "中枢跟随回放或仿真时钟")
        }
        guard let offset = facts.offset else { return nil }
        let (least, most) = (Numbers.signedSeconds(offset.lowerBound), Numbers.signedSeconds(offset.upperBound))
        let text = LocalizedText(
            "the hub's clock is \(least) to \(most) s from this machine's", zh: "中枢时钟与本机相差 \(least) 至 \(most) 秒")
        let limit = Duration.milliseconds(offsetLimit)
        // Only what is beyond the limit for certain is a fault.
        if offset.lowerBound > limit || offset.upperBound < .zero - limit {
            return .fault(
                .hub, "clock", text,
                LocalizedText(
                    "let both machines keep time by NTP (timedatectl set-ntp true)",
                    zh: "请让两台机器使用 NTP 对时(timedatectl set-ntp true)"))
        }
        return Finding(area: .hub, name: "clock", level: .good, text: text)
    }

    private static func clockJump(_ facts: HubFacts) -> Finding? {
        guard let jump = facts.clockJump else { return nil }
        let by = Numbers.signedSeconds(jump)
        let text =
            jump == .zero
            ? LocalizedText("the clock of the hub's machine shows a time that cannot be", zh: "中枢所在机器的时钟显示的时间不可能")
            : LocalizedText("the clock of the hub's machine jumped by \(by) s", zh: "中枢所在机器的时钟跳变 \(by) 秒")
        return .fault(
            .hub, "clock jump", text,
            LocalizedText(
                "set it there (timedatectl set-ntp true); until then the hub marks what it records",
                zh: "请在该机器上校正(timedatectl set-ntp true);此前中枢会标记所记录的内容"))
    }

    private static func lost(_ facts: HubFacts) -> Finding? {
        let lost = facts.lost
        guard lost.dropped > 0 || lost.brokerDropped > 0 || lost.missed > 0 else { return nil }
        return .warning(
            .hub, "messages",
            LocalizedText(
                "since the hub began \(lost.dropped) messages found no room in it, \(lost.brokerDropped) were dropped by the "
                    + "broker, \(lost.missed) are missing in sequence",
                zh: "中枢启动以来:中枢丢弃 \(lost.dropped) 条消息,消息服务器丢弃 \(lost.brokerDropped) 条,序号缺失 \(lost.missed) 条"),
            LocalizedText(
                "send less, or let the broker keep more for a client (max_queued_messages)",
                zh: "请减少发送量,或让消息服务器为客户端保留更多消息(max_queued_messages)"))
    }

    private static func rejected(_ facts: HubFacts) -> Finding? {
        guard facts.rejected > 0 else { return nil }
        return .warning(
            .hub, "rejected",
            LocalizedText(
                "since the hub began it rejected \(Numbers.counted(Int(facts.rejected), "message"))",
                zh: "中枢启动以来拒收 \(Numbers.grouped(facts.rejected)) 条消息"),
            LocalizedText("floortui show quarantine says why", zh: "原因见 floortui show quarantine"))
    }

    private static func machines(_ facts: HubFacts) -> Finding? {
        guard let machines = facts.machines else { return nil }
        let all = Numbers.counted(machines.all, "machine")
        let text =
            machines.unknown == 0
            ? LocalizedText("\(all), each with data now", zh: "共 \(machines.all) 台设备,目前均有数据")
            : LocalizedText(
                "\(all), \(machines.unknown) without data now",
                zh: "共 \(machines.all) 台设备,其中 \(machines.unknown) 台目前无数据")
        guard machines.all > 0, machines.unknown == machines.all else {
            return Finding(area: .hub, name: "machines", level: .good, text: text)
        }
        return .warning(
            .hub, "machines", text,
            LocalizedText(
                "do they send? floortui doctor --plant FILE shows what comes",
                zh: "设备是否在发送?用 floortui doctor --plant FILE 查看"))
    }
}
