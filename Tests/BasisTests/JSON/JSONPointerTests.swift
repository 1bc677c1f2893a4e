import Basis
import Testing

@Suite("JSON pointer")
struct JSONPointerTests {
    private let example = #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#

    @Test(
        "the examples of RFC 6901 lead to their values",
        arguments: [
            ("/foo/0", "\"bar\""), ("/foo", #"["bar","baz"]"#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
        ])
    func examples(text: String, expected: String) throws {
        let pointer = try #require(JSONPointer(text))
        let root = try JSONTape().read(example)
        #expect(root[pointer].map { String(decoding: $0.source, as: UTF8.self) } == expected)
    }

    @Test("an empty pointer is the whole document")
    func whole() throws {
        let pointer = try #require(JSONPointer(""))
        #expect(try JSONTape().read("7")[pointer]?.asInt64 == 7)
    }

    @Test(
        "a place that is not there is nil", arguments: ["/foo/2", "/foo/-", "/foo/00", "/foo/x", "/foo/0/x", "/nope"])
    func missing(text: String) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(try JSONTape().read(example)[pointer] == nil)
    }

    @Test("an index is a name where an object stands")
    func indexAsName() throws {
        let pointer = try #require(JSONPointer("/0"))
        #expect(try JSONTape().read(#"{"0":5}"#)[pointer]?.asInt64 == 5)
    }

    @Test("a malformed pointer is refused", arguments: ["a", "/~", "/~2", "/a~"])
    func malformed(text: String) {
        #expect(JSONPointer(text) == nil)
    }
}
