import Basis
import Foundation

/// Two fields out of telemetry messages, by the tape and by Foundation's JSONDecoder in the same run. Each message differs from
/// the one before it in its time, its value and its number, as those of a source do.
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
    let messages = (0..<1000).map { Array(message(text, $0).utf8) }
    let tapeTime = nanoseconds(rounds: 200_000) { round in
        guard (try? tape.read(messages[round % messages.count])) != nil, let time = tape.int64(at: timePlace),
            let value = tape.double(at: valuePlace)
        else { return .nan }
        return Double(time) + value
    }
    let decoder = JSONDecoder()
    let data = messages.map { Data($0) }
    let decoderTime = nanoseconds(rounds: 20_000) { round in
        (try? decoder.decode(type, from: data[round % data.count]).sum) ?? .nan
    }
    return BenchmarkRow(
        "JSON, two fields of \(name)", tapeTime, "ns", bar: "≥ 20 × as fast as JSONDecoder",
        isPassed: decoderTime >= 20 * tapeTime, knownThing: "JSONDecoder", figure: decoderTime)
}

/// The message `number` of a source that sends such a text; all are equally long.
private func message(_ text: String, _ number: Int) -> String {
    text.replacing("1477905819067", with: String(1_477_905_819_067 + number * 1137))
        .replacing("198.88962", with: "\(100 + number * 37 % 900).\(10_000 + number * 7919 % 90_000)")
        .replacing("48213", with: String(48_213 + number))
}

/// Nanoseconds a call, which is told its number.
private func nanoseconds(rounds: Int, _ body: (Int) -> Double) -> Double {
    var sum = 0.0
    let seconds = secondsEach(of: rounds) {
        for round in 0..<rounds { sum += body(round) }
    }
    precondition(sum.isFinite, "a decoder failed on the benchmark's own message")
    return seconds * 1e9
}
