import Basis

extension AlarmID {
    /// The id as one text, `{machine}/{item}/{code}`: what does not stand in a topic as it is, is written `~hh`.
    package var text: String { [machine, item, code].map(TopicID.escape).joined(separator: "/") }

    /// nil where the text is not one that `text` gives.
    package init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let machine = TopicID.unescape(parts[0]), let item = TopicID.unescape(parts[1]),
            let code = TopicID.unescape(parts[2])
        else { return nil }
        self.init(machine: machine, item: item, code: code)
    }
}
