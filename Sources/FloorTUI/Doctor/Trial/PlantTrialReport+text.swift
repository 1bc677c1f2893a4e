import Basis
import Shopfloor

extension PlantTrialReport {
    /// For people: lines of at most `width` columns.
    func text(_ language: Language, width: Int) -> String {
        let page = TrialPage(language, width: max(40, width))
        // Of messages nothing can be said where there was none.
        let judged = messages == 0 ? page.nothing(self) : page.unmatched(self) + page.rejected(self)
        return
            (page.sources(self) + judged + page.unseen(self) + page.unseenNames(self) + page.misfits(self)
            + page.uncovered(self)
            + page.machines(self))
            .joined(separator: "\n")
    }
}

/// The parts of the report, each a title and its lines.
private struct TrialPage {
    private let phrases: Phrases
    private let width: Int

    init(_ language: Language, width: Int) {
        phrases = Phrases(language: language)
        self.width = width
    }

    private func say(_ en: String, _ zh: String) -> String { phrases.language == .zh ? zh : en }

    func sources(_ report: PlantTrialReport) -> [String] {
        let title = say(
            Numbers.counted(report.messages, "message"), "共 \(Numbers.grouped(Int64(report.messages))) 条消息")
        return [title]
            + columns(
                report.sources.map { source in
                    let count = say(
                        "\(Numbers.counted(source.messages, "message")), \(Numbers.counted(source.topics, "topic"))",
                        "\(source.messages) 条,\(source.topics) 个主题")
                    return [source.id, count, source.pattern]
                })
    }

    /// Why that is a fault, and what to do.
    func nothing(_ report: PlantTrialReport) -> [String] {
        let text = say(
            "No message came, so the plant file was not tried: give a recording that has some, or a broker on which "
                + "machines speak, and listen longer with --for",
            "未收到任何消息,工厂文件未经检验:请提供含消息的录制文件,或有设备发送消息的服务器,并用 --for 延长监听")
        return text.wrapped(toColumns: width)
    }

    func unmatched(_ report: PlantTrialReport) -> [String] {
        if report.sawOnlySources {
            return [
                say(
                    "The broker does not let us read all topics: what no source matches is not known",
                    "服务器不允许读取全部主题:无法得知未匹配的主题")
            ]
        }
        guard report.unmatchedMessages > 0 else { return [say("Every topic is matched by a source", "所有主题均有来源匹配")] }
        let topics = report.unmatched.count
        let title = say(
            "No source matches \(Numbers.counted(report.unmatchedMessages, "message")) on \(Numbers.counted(topics, "topic"))",
            "\(topics) 个主题的 \(Numbers.grouped(Int64(report.unmatchedMessages))) 条消息无来源匹配")
        return [title]
            + columns(
                report.topUnmatched(10).map {
                    [Numbers.grouped(Int64($1.messages)), $1.example.topic, $1.example.payload]
                })
    }

    func rejected(_ report: PlantTrialReport) -> [String] {
        if report.rejected.isEmpty { return [say("Nothing was rejected", "没有被拒绝的消息")] }
        let count = report.rejected.values.reduce(0) { $0 + $1.messages }
        return [say("\(Numbers.counted(count, "message")) \(count == 1 ? "was" : "were") rejected", "\(count) 条消息被拒绝")]
            + report.sortedRejected.flatMap { reason, count in
                columns([[Numbers.grouped(Int64(count.messages)), reason, count.example.detail]])
                    + ["    " + "\(count.example.topic)  \(count.example.payload)".truncated(toColumns: width - 4)]
            }
    }

    func unseen(_ report: PlantTrialReport) -> [String] {
        let machines = report.machines.filter { !$0.unseenTags.isEmpty }
        if machines.isEmpty { return [say("Every tag that rules name has come", "规则用到的数据点均已收到")] }
        return [say("Tags that rules name and that never came", "规则用到但从未收到的数据点")]
            + columns(machines.map { [$0.id, $0.unseenTags.joined(separator: ", ")] })
    }

    func unseenNames(_ report: PlantTrialReport) -> [String] {
        guard report.messages > 0, !report.unseenNames.isEmpty else { return [] }
        return [say("Names in [[tag]] or [[cycle]] that no message had", "[[tag]] 或 [[cycle]] 中有、而消息中从未出现的名称")]
            + columns(report.unseenNames.map { [$0] })
    }

    /// Mostly one word with a slip in the plant file.
    func misfits(_ report: PlantTrialReport) -> [String] {
        let machines = report.machines.filter { !$0.misfits.isEmpty }
        guard !machines.isEmpty else { return [] }
        return [say("Words that rules name and that never came, while others came", "规则所用但从未收到的值,而收到了其他值")]
            + columns(
                machines.flatMap { machine in
                    machine.misfits.map { misfit in
                        let missing = misfit.missing.map { "\"\($0)\"" }.joined(separator: ", ")
                        let came = misfit.unnamed.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
                        return [machine.id, misfit.tag, say("\(missing); came: \(came)", "\(missing);收到:\(came)")]
                    }
                })
    }

    func uncovered(_ report: PlantTrialReport) -> [String] {
        let machines = report.machines.filter(\.isUncovered).map(\.id)
        guard !machines.isEmpty else { return [] }
        let list = machines.prefix(10).joined(separator: ", ")
        return [say("No rule holds with the values that came: \(list)", "收到的值不符合任何规则:\(list)")]
    }

    func machines(_ report: PlantTrialReport) -> [String] {
        [say("Machines at the end", "结束时的设备状态")]
            + columns(
                report.machines.map { machine in
                    let condition = machine.condition
                    let why = [condition.native, condition.why.map { phrases[$0.phrase] }].compactMap { $0 }
                    let since = machine.since.map { ISO8601.format($0) } ?? "–"
                    let state = phrases[StateLook(condition.state).word]
                    return [machine.id, state, since, why.joined(separator: ", ")]
                })
    }

    /// Columns as wide as their widest cell; the last takes what is left, and is cut.
    private func columns(_ rows: [[String]]) -> [String] {
        guard let count = rows.map(\.count).max() else { return [] }
        let most = width / 2
        let widths = (0..<count).map { column in
            min(most, rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0)
        }
        return rows.map { row in
            var line = "  "
            for (column, cell) in row.enumerated() {
                let isLast = column == row.count - 1
                let room = isLast ? max(1, width - line.columns) : widths[column]
                let text = cell.truncated(toColumns: room)
                line += isLast ? text : text + String(repeating: " ", count: room - text.columns + 2)
            }
            return line.truncated(toColumns: width)
        }
    }
}
