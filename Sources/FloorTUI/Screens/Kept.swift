/// What was made of something last, until that is another.
struct Kept<Source: Equatable, Value> {
    private var last: (source: Source, value: Value)?

    /// `make` is called where `source` is not what it was.
    mutating func value(of source: Source, _ make: () -> Value) -> Value {
        if let last, last.source == source { return last.value }
        let value = make()
        last = (source, value)
        return value
    }
}
