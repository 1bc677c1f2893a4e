import Basis
import Widgets

/// The keys of the dashboard as a page of Markdown, made from the map that they are dispatched by.
enum KeyPage {
    static var text: String {
        var lines = [
            "<!-- Made by `floortui write-files docs` from the map of keys: change that. -->",
            "# Keys", "",
            "`?` or `0` shows those of the screen that is open; there arrows and Enter choose one, so that no letter is needed.",
        ]
        for (context, title) in contexts {
            lines += ["", "## \(title)", "", "| Key | | |", "|---|---|---|"]
            for binding in KeyMap.standard.bindings where binding.context == context {
                let keys = binding.keys.map { "`\($0)`" }.joined(separator: " ")
                let texts = Language.allCases.map { Phrases(language: $0)(binding.help) }
                lines.append("| " + ([keys] + texts).joined(separator: " | ") + " |")
            }
        }
        let english = StateLook.legend(Phrases(language: .en))
        let chinese = StateLook.legend(Phrases(language: .zh))
        lines += ["", "## Signs over time 时间带", "", "| Sign | in ASCII | | |", "|---|---|---|---|"]
        lines += zip(english, chinese).map { "| `\($0.sign)` | `\($0.sign.ascii)` | \($0.text) | \($1.text) |" }
        lines += ["", "## Signs beside figures 数字旁的符号", "", "| Sign | | |", "|---|---|---|"]
        lines += zip(SignLegend.lines(.en), SignLegend.lines(.zh)).map { "| `\($0.sign)` | \($0.text) | \($1.text) |" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let contexts: [(KeyContext, String)] = [
        (.everywhere, "Everywhere 各处"), (.floor, "Floor 总览"), (.machine, "Machine 设备"),
        (.pareto, "Stops by reason 停机原因"), (.stopList, "Stops 停机记录"), (.oee, "OEE"), (.slices, "Slices of time 时间片段"),
        (.quantities, "Parts 产量明细"),
        (.trend, "Trend 趋势"), (.cycles, "Cycles 循环"), (.alarms, "Alarms 报警"),
        (.alarmRates, "Alarm rates 报警频率"), (.audit, "Journal 日志"),
        (.entry, "Entry of the journal 日志记录"), (.outbox, "Outbox 待发送"),
    ]
}
