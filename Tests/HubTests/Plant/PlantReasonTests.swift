import Basis
import Foundation
import Shopfloor
import Testing

@testable import Hub

struct PlantReasonTests {
    private func model(_ more: String, site: String = "") throws -> PlantModel {
        let text = HubRig.plant.replacingOccurrences(of: "id = \"s\"", with: "id = \"s\"\n\(site)") + "\n" + more
        return try HubRig.model(text)
    }

    @Test("a plant without reasons has a tree in both languages, in which each child has its parent's kind before it")
    func standard() throws {
        let tree = try model("").reasons
        #expect(tree == .standard)
        #expect(Set(tree.reasons.map(\.kind)) == Set(StopReason.Kind.allCases))
        #expect(Set(tree.reasons.map(\.id)).count == tree.reasons.count)
        for (index, reason) in tree.reasons.enumerated() {
            #expect(reason.name.zh != nil && reason.name.zh != reason.name.en)
            guard let parent = reason.parent else { continue }
            let place = try #require(tree.reasons.firstIndex { $0.id == parent })
            #expect(place < index && tree.reasons[place].kind == reason.kind)
        }
    }

    @Test("a plant's own reasons replace the tree; a child has its parent's kind, and without a name its id")
    func own() throws {
        let tree = try model(
            """
            [[reason]]
            id = "down"
            name = { en = "Down", zh = "停机" }
            kind = "breakdown"
            [[reason]]
            id = "pump"
            parent = "down"
            """
        ).reasons
        #expect(
            tree.reasons == [
                StopReason(id: "down", kind: .breakdown, name: LocalizedText("Down", zh: "停机")),
                StopReason(id: "pump", kind: .breakdown, name: LocalizedText("pump"), parent: "down"),
            ])
        #expect(tree["pump"]?.parent == "down" && tree["hydraulic"] == nil)
    }

    @Test("stops below five minutes are micro-stops, or below what the site says")
    func microStop() throws {
        #expect(try model("").microStop == .seconds(300))
        #expect(try model("", site: "micro_stop = \"90s\"").microStop == .seconds(90))
    }
}
