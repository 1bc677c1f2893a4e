package import Basis
package import Shopfloor

/// Why machines stand: what people choose from, parents before their children. Topic part `reasons`.
package struct ReasonsDocument: Hashable, Sendable {
    package var tree: StopReasonTree
    /// A shorter stop needs no reason.
    package var microStop: Duration

    package init(tree: StopReasonTree, microStop: Duration) {
        self.tree = tree
        self.microStop = microStop
    }

    package func write(to json: inout JSONWriter, head: DocumentHead) {
        json.object { json in
            head.write(to: &json)
            json.member("micro_ms", microStop.wholeMilliseconds)
            json.key("reasons")
            json.array { json in
                for reason in tree.reasons {
                    json.object { json in
                        json.member("id", reason.id)
                        json.member("kind", reason.kind.rawValue)
                        json.member("parent", reason.parent)
                        json.key("name")
                        reason.name.write(to: &json)
                    }
                }
            }
        }
    }

    /// nil where it is no document of this form. Reasons of a kind that is not known are left out.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let micro = node["micro_ms"]?.asInt64, let reasons = node["reasons"],
            reasons.kind == .array
        else { return nil }
        microStop = .milliseconds(micro)
        tree = StopReasonTree(
            reasons.elements.compactMap { reason in
                guard let id = reason["id"]?.string, let name = reason["name"].flatMap({ LocalizedText($0) }),
                    let kind = reason["kind"]?.string.flatMap(StopReason.Kind.init)
                else { return nil }
                return StopReason(id: id, kind: kind, name: name, parent: reason["parent"]?.string)
            })
    }
}
