import Basis

/// What is said of the link to the broker and of the hub behind it, and what to do about it.
enum LinkPhrase: String, CaseIterable, Sendable {
    case noClock, lost, silent, silentAdvice, hubLost, hubLostAdvice, ended, endedAdvice
    case firstSteps, nothingYet

    var texts: (en: String, zh: String) {
        switch self {
        case .noClock: ("no time yet", "尚无时间")
        case .lost: ("Broker lost", "与消息服务器断开")
        case .silent: ("Hub silent", "中枢无响应")
        case .silentAdvice:
            (
                "look at the hub's machine and its log; `floortui doctor` says more",
                "请查看中枢所在机器及其日志;floortui doctor 可进一步诊断"
            )
        case .hubLost: ("Hub lost", "与中枢断开")
        case .hubLostAdvice:
            (
                "it is waited for; if it does not come back, look at its machine and its log",
                "正在等待中枢恢复;若迟迟不恢复,请查看中枢所在机器及其日志"
            )
        case .ended: ("The hub has ended", "中枢已停止")
        case .endedAdvice: ("start `floortui hub` again; all comes back with it", "请重新启动 floortui hub,画面会自动恢复")
        case .firstSteps:
            (
                "Another broker: --broker mqtt://HOST:1883, or broker in ~/.config/floortui/terminal.toml. "
                    + "To look around without machines: floortui demo.",
                "使用其他服务器:--broker mqtt://主机:1883,或在 ~/.config/floortui/terminal.toml 中写 broker。没有设备也想试用:floortui demo。"
            )
        case .nothingYet: ("No machine is known yet.", "尚无设备信息。")
        }
    }
}
