import Basis
import Foundation
import TestSupport
import Testing

@testable import Telemetry

@Suite("A recording that is read")
struct RecordingReaderTests {
    @Test("a compressed one that was cut is told as damaged, never as bad JSON; what came before is read")
    func cut() throws {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(path: folder.file("r.gz"), overwrites: false)
        for number in 0..<300 {
            try writer.append(
                RecordedMessage(
                    at: Instant(milliseconds: Int64(number)), topic: Array("p/\(number * 7919 % 1000)".utf8), qos: 0,
                    isRetained: false, payload: Array("\(number * 104_729 % 65_521)".utf8)))
        }
        try writer.close()
        let whole = try Data(contentsOf: URL(filePath: folder.file("r.gz")))
        for length in stride(from: 20, to: whole.count, by: 97) {
            try whole.prefix(length).write(to: URL(filePath: folder.file("cut.gz")))
            let reader = try RecordingReader(path: folder.file("cut.gz"))
            var read = 0
            let error = #expect(throws: RecordingError.self) {
                while try reader.next() != nil { read += 1 }
            }
            #expect(error?.description.contains("cut.gz: damaged after line \(read): the file is cut off") == true)
        }
    }
}
