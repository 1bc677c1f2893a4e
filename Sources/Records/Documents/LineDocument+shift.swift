import Basis

extension LineDocument.Shift {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.key("name")
            name.write(to: &json)
            json.member("from", interval.from.milliseconds)
            json.member("to", interval.to.milliseconds)
            json.key("breaks")
            json.array { json in
                for pause in breaks {
                    json.array { json in
                        json.value(pause.from.milliseconds)
                        json.value(pause.to.milliseconds)
                    }
                }
            }
        }
    }

    /// nil where it is no shift of this form.
    init?(_ node: JSONNode) {
        guard let id = node["id"]?.string, let name = node["name"].flatMap({ LocalizedText($0) }),
            let from = node.instant("from"), let to = node.instant("to"), from <= to
        else { return nil }
        let breaks = (node["breaks"]?.elements.map { $0 } ?? []).compactMap { pause -> Interval? in
            guard let from = pause[0]?.asInstant, let to = pause[1]?.asInstant, from <= to else { return nil }
            return Interval(from: from, to: to)
        }
        self.init(id: id, name: name, interval: Interval(from: from, to: to), breaks: breaks)
    }
}
