extension JSONPointer {
    /// The name of the member of `object` that this pointer leads to; nil when it leads deeper, or elsewhere.
    package func member(of object: JSONPointer) -> String? {
        guard steps.count == object.steps.count + 1, steps.starts(with: object.steps), let last = steps.last else {
            return nil
        }
        return String(decoding: last.key, as: UTF8.self)
    }
}
