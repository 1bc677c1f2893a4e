import Basis
import Foundation

/// Two fields out of telemetry messages, by the tape and by Foundation's JSONDecoder in the same run.
func jsonRows() -> [BenchmarkRow] {
    [
        row("51 bytes", #"{"timestamp_ms":1477905819067,"value":198.88962}"#, "/timestamp_ms", "/value", Flat.self),
        row("113 bytes, 7 fields", sevenFields, "/timestamp_ms", "/value", Flat.self),
        row("193 bytes, nested", nestedMessage, "/params/timestamp_ms", "/params/value", Nested.self),
    ]
}

private let sevenFields =
    #"{"timestamp_ms":1477905819067,"value":198.88962,"unit":"C","machine":"DC-07","good":true,"seq":48213,"q":"GOOD"}"#
let nestedMessage =
    #"{"id":"c2f0a7f6-4c5e-47f2-9b5e-d1f14b5a7e55","version":"1.0","method":"thing.event.property.post","#
    + #""params":{"timestamp_ms":1477905819067,"value":198.88962,"unit":"°C","quality":"GOOD","tries":[1,2,3]}}"#

private protocol TwoFields: Decodable {
    var sum: Double { get }
}

private struct Flat: TwoFields {
    let timestamp_ms: Int64
    let value: Double
    var sum: Double { Double(timestamp_ms) + value }
}

private struct Nested: TwoFields {
    let params: Flat
    var sum: Double { params.sum }
}

private func row<Message: TwoFields>(
    _ name: String, _ text: String, _ timePath: String, _ valuePath: String, _ type: Message.Type
) -> BenchmarkRow {
    guard let timePointer = JSONPointer(timePath), let valuePointer = JSONPointer(valuePath) else {
        preconditionFailure("the benchmark's own pointers are valid")
    }
    let tape = JSONTape()
    let (timePlace, valuePlace) = (JSONPlace(timePointer), JSONPlace(valuePointer))
    let bytes = Array(text.utf8)
    let tapeTime = nanoseconds(rounds: 200_000) {
        guard (try? tape.read(bytes)) != nil, let time = tape.int64(at: timePlace),
            let value = tape.double(at: valuePlace)
        else { return .nan }
        return Double(time) + value
    }
    let decoder = JSONDecoder()
    let data = Data(bytes)
    let decoderTime = nanoseconds(rounds: 20_000) { (try? decoder.decode(type, from: data).sum) ?? .nan }
    return BenchmarkRow(
        "JSON, two fields of \(name)", tapeTime, "ns", bar: "≥ 20 × as fast as JSONDecoder",
        isPassed: decoderTime >= 20 * tapeTime, knownThing: "JSONDecoder", figure: decoderTime)
}

/// Nanoseconds a call.
private func nanoseconds(rounds: Int, _ body: () -> Double) -> Double {
    var sum = 0.0
    let seconds = secondsEach(of: rounds) {
        for _ in 0..<rounds { sum += body() }
    }
    precondition(sum.isFinite, "a decoder failed on the benchmark's own message")
    return seconds * 1e9
}
