import Basis
import Glibc

/// `floortui doctor --keys`: one line a key, until q.
enum DoctorKeys {
    static func run(_ language: Language) throws(CommandFailure) {
        guard let terminal = RawTerminal() else {
            throw CommandFailure(.failed, "--keys needs a terminal: stdin is a file or a pipe")
        }
        defer { terminal.restore() }
        Output.result(
            language == .zh
                ? "按任意键或扫码,显示其发送的字节与名称;按 q 结束。" : "Press keys, or scan: each shows its bytes and its name. q ends.")
        var watch = KeyWatch(language)
        while !watch.isOver {
            let bytes = terminal.read(until: watch.deadline ?? .now + .seconds(3600))
            // Its input ended: the terminal is gone.
            if bytes?.isEmpty == true { return }
            let lines = bytes.map { watch.feed($0, at: .now) } ?? watch.expire(at: .now)
            for line in lines { Output.result(line) }
        }
    }
}
