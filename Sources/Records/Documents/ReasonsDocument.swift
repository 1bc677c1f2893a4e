package import Basis
package import Shopfloor

/// The tree of stop reasons that people choose from. Topic part `reasons`.
package struct ReasonsDocument: Hashable, Sendable {
    package var reasons: StopReasonTree
    /// What is shorter asks for no reason.
    package var microStop: Duration

    package init(reasons: StopReasonTree, microStop: Duration) {
        self.reasons = reasons
        self.microStop = microStop
    }

    package func write(to json: inout JSONWriter, head: DocumentHead) {
        json.object { json in
            head.write(to: &json)
            json.member("micro_stop_ms", microStop.wholeMilliseconds)
            json.key("reasons")
            json.array { json in
                for reason in reasons.reasons {
                    json.object { json in
                        json.member("id", reason.id)
                        json.member("kind", reason.kind.rawValue)
                        json.key("name")
                        reason.name.write(to: &json)
                        json.member("parent", reason.parent)
                    }
                }
            }
        }
    }

    /// nil where it is no document of this form. A reason of a kind that is not known is left out.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let list = node["reasons"], list.kind == .array else { return nil }
        let reasons: [StopReason] = list.elements.compactMap { node in
            guard let id = node["id"]?.string, let kind = node["kind"]?.string.flatMap(StopReason.Kind.init),
                let name = node["name"].flatMap({ LocalizedText($0) })
            else { return nil }
            return StopReason(id: id, kind: kind, name: name, parent: node["parent"]?.string)
        }
        self.init(
            reasons: StopReasonTree(reasons),
            microStop: .milliseconds(node["micro_stop_ms"]?.asInt64 ?? 0))
    }
}
