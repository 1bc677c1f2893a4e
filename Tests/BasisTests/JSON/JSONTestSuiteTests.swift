import Basis
import Foundation
import Testing

/// The public suite of RFC 8259 cases by Nicolas Seriot, where it lies beside the package.
@Suite("JSON test suite", .enabled(if: JSONCorpus.archiveExists, "needs ../shared/corpora/JSONTestSuite.tar.gz"))
struct JSONTestSuiteTests {
    @Test("every valid text is accepted and every invalid one refused")
    func grammar() throws {
        let corpus = try JSONCorpus()
        defer { corpus.remove() }
        let files = try corpus.files(in: "test_parsing")
        #expect(files.count { $0.name.hasPrefix("y_") } == 95)
        #expect(files.count { $0.name.hasPrefix("n_") } == 188)
        let tape = JSONTape()
        for file in files where !file.name.hasPrefix("i_") {
            let accepted = (try? tape.read(file.bytes)) != nil
            #expect(accepted == file.name.hasPrefix("y_"), "\(file.name)")
        }
    }

    @Test("what the standard leaves open is decided by name")
    func leftOpen() throws {
        let corpus = try JSONCorpus()
        defer { corpus.remove() }
        let files = try corpus.files(in: "test_parsing").filter { $0.name.hasPrefix("i_") }
        #expect(Set(files.map(\.name)) == Set(decisions.keys.map { "i_\($0).json" }))
        let tape = JSONTape()
        for file in files {
            let decision = decisions[String(file.name.dropFirst(2).dropLast(5))]
            do throws(JSONError) {
                try tape.read(file.bytes)
                #expect(decision == .some(.none), "\(file.name) was accepted")
            } catch {
                #expect(decision == .some(error.reason), "\(file.name): \(error)")
            }
        }
    }

    @Test("a text that readers understand differently has one meaning here")
    func transforms() throws {
        let corpus = try JSONCorpus()
        defer { corpus.remove() }
        let files = try corpus.files(in: "test_transform")
        #expect(files.count == 22)
        for file in files { #expect(meaning(of: file.bytes) == meanings[file.name], "\(file.name)") }
    }

    /// Reason of refusal for each `i_` case, nil where it is accepted.
    private let decisions: [String: JSONError.Reason?] = [
        "number_double_huge_neg_exp": nil, "number_real_underflow": nil,
        "number_too_big_neg_int": nil, "number_too_big_pos_int": nil,
        "number_very_big_negative_int": nil, "structure_500_nested_arrays": nil,
        "number_huge_exp": .numberOutOfRange, "number_neg_int_huge_exp": .numberOutOfRange,
        "number_pos_double_huge_exp": .numberOutOfRange, "number_real_neg_overflow": .numberOutOfRange,
        "number_real_pos_overflow": .numberOutOfRange,
        "object_key_lone_2nd_surrogate": .loneSurrogate, "string_1st_surrogate_but_2nd_missing": .loneSurrogate,
        "string_1st_valid_surrogate_2nd_invalid": .loneSurrogate,
        "string_incomplete_surrogate_and_escape_valid": .loneSurrogate,
        "string_incomplete_surrogate_pair": .loneSurrogate,
        "string_incomplete_surrogates_escape_valid": .loneSurrogate,
        "string_invalid_lonely_surrogate": .loneSurrogate, "string_invalid_surrogate": .loneSurrogate,
        "string_inverted_surrogates_U+1D11E": .loneSurrogate, "string_lone_second_surrogate": .loneSurrogate,
        "string_UTF-8_invalid_sequence": .invalidUTF8, "string_UTF8_surrogate_U+D800": .invalidUTF8,
        "string_invalid_utf-8": .invalidUTF8, "string_iso_latin_1": .invalidUTF8,
        "string_lone_utf8_continuation_byte": .invalidUTF8, "string_not_in_unicode_range": .invalidUTF8,
        "string_overlong_sequence_2_bytes": .invalidUTF8, "string_overlong_sequence_6_bytes": .invalidUTF8,
        "string_overlong_sequence_6_bytes_null": .invalidUTF8, "string_truncated-utf-8": .invalidUTF8,
        "string_UTF-16LE_with_BOM": .unexpectedByte, "string_utf16BE_no_BOM": .unexpectedByte,
        "string_utf16LE_no_BOM": .unexpectedByte,
        "structure_UTF-8_BOM_empty_object": .byteOrderMark,
    ]

    /// What each `test_transform` case means; of doubled members the first counts and the name is reported.
    private let meanings: [String: String] = [
        "number_-9223372036854775808.json": "-9223372036854775808",
        "number_-9223372036854775809.json": "-9.223372036854776e+18",
        "number_1.0.json": "1.0",
        "number_1.000000000000000005.json": "1.0",
        "number_1000000000000000.json": "1000000000000000",
        "number_10000000000000000999.json": "1e+19",
        "number_1e-999.json": "0.0",
        "number_1e6.json": "1000000.0",
        "number_9223372036854775807.json": "9223372036854775807",
        "number_9223372036854775808.json": "9.223372036854776e+18",
        "object_key_nfc_nfd.json": "c3a9=NFC 65cc81=NFD",
        "object_key_nfd_nfc.json": "65cc81=NFD c3a9=NFC",
        "object_same_key_different_values.json": "61=1 61=2 twice a, 1 counts",
        "object_same_key_same_value.json": "61=1 61=1 twice a, 1 counts",
        "object_same_key_unclear_values.json": "61=0 61=0 twice a, 0 counts",
        "string_1_escaped_invalid_codepoint.json": "loneSurrogate at 2",
        "string_1_invalid_codepoint.json": "invalidUTF8 at 3",
        "string_2_escaped_invalid_codepoints.json": "loneSurrogate at 2",
        "string_2_invalid_codepoints.json": "invalidUTF8 at 3",
        "string_3_escaped_invalid_codepoints.json": "loneSurrogate at 2",
        "string_3_invalid_codepoints.json": "invalidUTF8 at 3",
        "string_with_escaped_NULL.json": "A\0B",
    ]

    private func meaning(of text: [UInt8]) -> String {
        do throws(JSONError) {
            let root = try JSONTape().read(text)
            if let first = root[0] { return plain(first) }
            var words = root.members.map { key, value in
                let name = (key.string ?? "").utf8.map { String($0, radix: 16) }.joined()
                return "\(name)=\(plain(value))"
            }
            if let name = root.duplicateKey {
                let counted = root[Array(name.utf8).span].map(plain) ?? ""
                words.append("twice \(name), \(counted) counts")
            }
            return words.joined(separator: " ")
        } catch {
            return "\(String(reflecting: error.reason).split(separator: ".").last ?? "") at \(error.offset)"
        }
    }

    private func plain(_ node: JSONNode) -> String {
        node.asInt64.map { "\($0)" } ?? node.asDouble.map { "\($0)" } ?? node.string ?? ""
    }
}

/// The suite, unpacked into a folder of its own.
private struct JSONCorpus {
    private static let archive = URL(filePath: #filePath)
        .appending(path: "../../../../../shared/corpora/JSONTestSuite.tar.gz").standardized
    static let archiveExists = FileManager.default.fileExists(atPath: archive.path)

    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "JSONTestSuite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/tar")
        tar.arguments = ["-xzf", Self.archive.path, "-C", folder.path, "--strip-components=1"]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
    }

    func files(in name: String) throws -> [(name: String, bytes: [UInt8])] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: name), includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }
            .map { (name: $0.lastPathComponent, bytes: [UInt8](try Data(contentsOf: $0))) }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
