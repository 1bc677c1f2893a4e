import Basis
import Foundation
import TestSupport
import Testing

@testable import Telemetry

@Suite("A recording that is written")
struct RecordingWriterTests {
    private static let messages = (0..<3000).map { number in
        let payloads: [[UInt8]] = [
            Array(#"{"v": "压铸 \#(number)", "line": "a\nb\u{0}"}"#.utf8), [], [0xFF, 0x00, UInt8(number % 256)],
        ]
        return RecordedMessage(
            at: Instant(milliseconds: 1_700_000_000_000 + Int64(number)), topic: Array("p/机\(number % 7)/\"x\"".utf8),
            qos: UInt8(number % 2), isRetained: number % 5 == 0, payload: payloads[number % 3])
    }

    private func read(_ path: String) throws -> [RecordedMessage] {
        let reader = try RecordingReader(path: path)
        var all: [RecordedMessage] = []
        while let message = try reader.next() { all.append(message) }
        return all
    }

    @Test("reads back the same, plain and compressed", arguments: ["r.jsonl", "r.jsonl.gz"])
    func roundTrip(_ name: String) throws {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(path: folder.file(name), overwrites: false)
        var text = JSONWriter()
        for (number, message) in Self.messages.enumerated() {
            try writer.append(message)
            message.write(to: &text)
            text.newLine()
            // At once, also of what is not in the file yet.
            #expect(writer.text == text.bytes.count)
            if number % 700 == 0 { try writer.flush() }
        }
        try writer.close()
        #expect(writer.messages == Self.messages.count)
        #expect(try read(folder.file(name)) == Self.messages)
        let data = try Data(contentsOf: URL(filePath: folder.file(name)))
        #expect(name.hasSuffix(".gz") ? data.count < writer.text : data.count == writer.text)
        #expect(data.starts(with: [0x1F, 0x8B]) == name.hasSuffix(".gz"))
    }

    @Test("holds after each flush all that was flushed, though it is not closed", arguments: ["r.jsonl", "r.jsonl.gz"])
    func flushed(_ name: String) throws {
        let folder = try TemporaryFolder()
        let writer = try RecordingWriter(path: folder.file(name), overwrites: false)
        for message in Self.messages.prefix(10) { try writer.append(message) }
        #expect(try read(folder.file(name)).isEmpty)
        try writer.flush()
        #expect(try read(folder.file(name)) == Array(Self.messages.prefix(10)))
    }

    @Test("of no message is a file that can be read", arguments: ["r.jsonl", "r.jsonl.gz"])
    func empty(_ name: String) throws {
        let folder = try TemporaryFolder()
        try RecordingWriter(path: folder.file(name), overwrites: false).close()
        #expect(try read(folder.file(name)).isEmpty)
    }

    @Test("never takes the place of a file that is there, unless it is told to")
    func exists() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("r.jsonl")
        try "old".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: RecordingError.self) { try RecordingWriter(path: path, overwrites: false) }
        #expect(throws: RecordingError.self) { try RecordingWriter.check(isFree: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
        let writer = try RecordingWriter(path: path, overwrites: true)
        try writer.append(Self.messages[0])
        try writer.close()
        #expect(try read(path) == [Self.messages[0]])
    }

    @Test("says that the disk is full, and how many messages it holds")
    func diskFull() throws {
        let writer = try RecordingWriter(path: "/dev/full", overwrites: true)
        try writer.append(Self.messages[0])
        let error = #expect(throws: RecordingError.self) { try writer.flush() }
        #expect(
            error?.description
                == "/dev/full cannot be written: No space left on device; it holds the 0 messages up to there")
    }
}
