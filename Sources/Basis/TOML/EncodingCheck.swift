/// Tells a file that is no UTF-8 by the place of its first bad byte.
enum EncodingCheck {
    /// What is wrong with the encoding; nil when `text` is UTF-8.
    static func problem(in text: [UInt8], file: String) -> Problem? {
        if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
            return Problem(Place(file: file), "saved as UTF-16; save it as UTF-8")
        }
        guard String(validating: text, as: UTF8.self) == nil else { return nil }
        var place = Place(file: file, line: 1, column: 1)
        var decoder = UTF8()
        var bytes = text.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&bytes) {
            if scalar == "\n" {
                place.line += 1
                place.column = 1
            } else if scalar != "\u{FEFF}" || place.line != 1 || place.column != 1 {
                place.column += 1
            }
        }
        return Problem(place, "not UTF-8 from here on; save the file as UTF-8")
    }
}
