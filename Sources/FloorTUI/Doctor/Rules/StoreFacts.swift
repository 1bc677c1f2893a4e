import Basis
import Store

/// What was found out about a store.
struct StoreFacts: Hashable, Sendable {
    var folder: String
    /// nil: it opens.
    var fault: StoreError?
    /// What was found wrong with it and nobody has dealt with, oldest first.
    var problems: [StoreProblem] = []
    /// A hub holds it just now.
    var isHeld = false
    /// nil: it was not walked.
    var chain: ChainReport?
    /// Bytes that this account may still write there; nil: not known.
    var free: Int64?
    /// How long a write took that is safe against loss of power, or why there is none.
    var durable: Result<Duration, WriteFault>?

    /// Why nothing can be written, in the system's words.
    struct WriteFault: Error, Hashable, Sendable { var words: String }
}

/// What is good or bad about a store.
enum StoreRules {
    /// A busy plant writes some hundred MB a year; below this somebody should look.
    static let lowSpace: Int64 = 1 << 30
    static let noSpace: Int64 = 64 << 20
    /// A commit that takes longer makes documents and records drift apart.
    static let slowWrite = Duration.milliseconds(200)

    static func findings(_ facts: StoreFacts) -> [Finding] {
        [open(facts)] + facts.problems.map(problem) + [chain(facts), space(facts), durable(facts)].compactMap { $0 }
    }

    static let problemAdvice = LocalizedText(
        "look into it, with what was set aside where a file was; then remove store.problems in the store's folder",
        zh: "请核查(如有文件被移开,请一并查看);处理后删除数据文件夹中的 store.problems")

    private static func problem(_ problem: StoreProblem) -> Finding {
        let at = ISO8601.format(problem.at)
        return .fault(
            .store, "problem", LocalizedText("\(at): \(problem.text)", zh: "\(at):\(problem.text)"), problemAdvice)
    }

    private static func open(_ facts: StoreFacts) -> Finding {
        if let fault = facts.fault {
            return .fault(
                .store, "open", LocalizedText(fault.description, zh: "无法打开数据存储 \(facts.folder):\(fault.description)"),
                nil)
        }
        return facts.isHeld
            ? .good(.store, "open", "\(facts.folder) opens, and a hub works on it", zh: "\(facts.folder) 可打开,中枢正在使用")
            : .good(.store, "open", "\(facts.folder) opens, and no hub holds it", zh: "\(facts.folder) 可打开,无中枢占用")
    }

    private static func chain(_ facts: StoreFacts) -> Finding? {
        guard let chain = facts.chain else { return nil }
        let head = chain.headHash.prefix(12)
        guard let fault = chain.fault else {
            return .good(
                .store, "chain", "the journal holds: \(chain.verifiedSeq) entries, the last with hash \(head)…",
                zh: "日志链完整:\(chain.verifiedSeq) 条,末条哈希 \(head)…")
        }
        return .fault(
            .store, "chain",
            LocalizedText(
                "the journal holds up to entry \(chain.verifiedSeq), not at \(fault.seq): \(fault.description)",
                zh: "日志链至第 \(chain.verifiedSeq) 条完整,第 \(fault.seq) 条不符:\(fault.description)"),
            LocalizedText(
                "somebody changed it, or the disk failed: keep it, and restore a backup", zh: "数据被改动或磁盘故障:请保留现场并恢复备份"))
    }

    private static func space(_ facts: StoreFacts) -> Finding? {
        guard let free = facts.free else { return nil }
        let text = LocalizedText("\(Numbers.bytes(free)) of the disk are free", zh: "磁盘剩余 \(Numbers.bytes(free))")
        let advice = LocalizedText("make room, or move the store to a larger disk", zh: "请清理磁盘,或将数据移到更大的磁盘")
        if free < noSpace { return .fault(.store, "space", text, advice) }
        if free < lowSpace { return .warning(.store, "space", text, advice) }
        return Finding(area: .store, name: "space", level: .good, text: text)
    }

    private static func durable(_ facts: StoreFacts) -> Finding? {
        switch facts.durable {
        case nil: return nil
        case .failure(let fault):
            return .fault(
                .store, "durable",
                LocalizedText("nothing can be written there: \(fault.words)", zh: "无法写入:\(fault.words)"),
                LocalizedText(
                    "run the hub as the owner of \(facts.folder), or give it the folder (chown)",
                    zh: "请以 \(facts.folder) 的属主运行中枢,或用 chown 调整属主"))
        case .success(let took):
            let time = Numbers.milliseconds(took)
            let text = LocalizedText("a write that survives a loss of power takes \(time)", zh: "断电不丢失的写入用时 \(time)")
            guard took > slowWrite else { return Finding(area: .store, name: "durable", level: .good, text: text) }
            return .warning(
                .store, "durable", text,
                LocalizedText("the disk is slow, or busy with something else", zh: "磁盘较慢或正忙"))
        }
    }
}
