package import Basis
package import Shopfloor

extension LineDocument {
    /// An alarm in short.
    package struct Notice: Hashable, Sendable {
        package var level: AlarmLevel
        package var code: String
        /// In one language where the machine sent it, in two where the plant file says it.
        package var text: LocalizedText
        /// When it was last told.
        package var last: Instant
        /// When it came last: it stands since then, however often it is told again.
        package var since: Instant
        /// Whether it is known to stand; false where its source is not heard, or no longer says.
        package var isKnown = true
        /// What people did about it, and what commands about it need; nil where it is only told that it stands.
        package var care: Care?

        /// How an alarm stands with people.
        package struct Care: Hashable, Sendable {
            package var item: String
            package var state: AlarmState
            /// The `base` of a command about it.
            package var version: Int64
            package var note: String?

            package init(item: String, state: AlarmState, version: Int64, note: String?) {
                self.item = item
                self.state = state
                self.version = version
                self.note = note
            }
        }

        /// - Parameter since: nil: it was told once.
        package init(level: AlarmLevel, code: String, text: LocalizedText, last: Instant, since: Instant? = nil) {
            self.level = level
            self.code = code
            self.text = text
            self.last = last
            self.since = since ?? last
        }
    }
}

extension LineDocument.Notice {
    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("level", level.rawValue)
            json.member("code", code)
            json.key("text")
            text.write(to: &json)
            json.member("last", last.milliseconds)
            json.member("since", since.milliseconds)
            if !isKnown { json.member("known", false) }
            guard let care else { return }
            json.member("item", care.item)
            json.member("state", care.state.rawValue)
            json.member("version", care.version)
            json.member("note", care.note)
        }
    }

    package init?(_ node: JSONNode) {
        guard let level = node["level"]?.string.flatMap(AlarmLevel.init), let last = node.instant("last") else {
            return nil
        }
        self.init(
            level: level, code: node["code"]?.string ?? "",
            text: node["text"].flatMap { LocalizedText($0) } ?? LocalizedText(""), last: last,
            since: node.instant("since"))
        isKnown = node["known"]?.asBool ?? true
        guard let item = node["item"]?.string, let state = node["state"]?.string.flatMap(AlarmState.init),
            let version = node["version"]?.asInt64
        else { return }
        care = Care(item: item, state: state, version: version, note: node["note"]?.string)
    }
}
