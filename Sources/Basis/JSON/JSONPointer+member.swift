extension JSONPointer {
    /// The name of the member of `object` that this pointer leads to; nil when it leads deeper, or elsewhere.
    package func member(of object: JSONPointer) -> String? {
        guard steps.count == object.steps.count + 1, let last = steps.last,
            steps.dropLast().elementsEqual(object.steps), keys[..<last.start].elementsEqual(object.keys)
        else { return nil }
        return String(decoding: keys[last.start..<last.end], as: UTF8.self)
    }
}
