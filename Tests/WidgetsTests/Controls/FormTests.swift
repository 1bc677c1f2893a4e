import Testing

@testable import Widgets

struct FormTests {
    static let reasons = [
        ChoiceTree.Item("planned", "planned"), ChoiceTree.Item("break", "break", parent: "planned"),
        ChoiceTree.Item("down", "breakdown"), ChoiceTree.Item("hydraulics", "hydraulics", parent: "down"),
        ChoiceTree.Item("robot", "robot", parent: "down"),
    ]

    private func form() -> Form {
        Form(
            [
                Form.Field("reason", "Reason", .choice(ChoiceTree(Self.reasons)), leadsToButtons: true),
                Form.Field("note", "Note", .text(InputLine())),
                Form.Field("count", "Scrap", .number(InputLine()), unit: "parts"),
            ], ButtonRow([ButtonRow.Button("save", "Save"), ButtonRow.Button("no", "Split", obstacle: "too short")]))
    }

    private func press(_ form: inout Form, _ keys: [Key]) -> [Form.Outcome] { keys.map { form.handle($0) } }

    private func lines(_ form: inout Form, _ size: Size = Size(40, 14)) -> [String] {
        let frame = Frame(size)
        form.draw(in: frame.canvas)
        return frame.grid.lines
    }

    @Test("digits go down the tree; what is chosen leads to the buttons, where Enter acts")
    func digits() {
        var form = form()
        #expect(press(&form, [.character("2"), .character("1"), .enter]) == [.moved, .changed, .pressed("save")])
        #expect(form["reason"] == "hydraulics")
        #expect(lines(&form)[0].contains("breakdown › hydraulics"))
    }

    @Test("a group itself can be chosen: it stands last in its list; left goes back up")
    func groups() {
        var form = form()
        #expect(press(&form, [.down, .enter, .character("3")]).last == .changed)
        #expect(form["reason"] == "down")
        form.focus(on: 0)
        #expect(press(&form, [.left, .enter, .left]) == [.moved, .moved, .moved])
        #expect(form.handle(.left) == .ignored)
    }

    @Test("letters and digits are text only where text is typed; Enter goes on")
    func typing() {
        var form = form()
        #expect(form.handle(.character("x")) == .ignored && !form.takesText)
        _ = press(&form, [.tab] + "2 bar".map(Key.character) + [.enter])
        #expect(form["note"] == "2 bar" && form.focus == 2)
        #expect(press(&form, [.character("a"), .character("1"), .character("2")]) == [.ignored, .changed, .changed])
        #expect(form["count"] == "12")
        #expect(press(&form, [.enter, .right, .enter]) == [.moved, .moved, .barred("too short")])
        #expect(form.handle(.escape) == .cancelled)
    }

    @Test("what is typed on after a choice is text of the note, its blanks too; Tab goes to the field that was passed")
    func typedOn() {
        var form = form()
        let keys = [Key.character("2"), .character("1")] + "2 seals worn".map(Key.character)
        let outcomes = press(&form, keys)
        #expect(outcomes.dropFirst(2).allSatisfy { $0 == .changed } && form["note"] == "2 seals worn")
        #expect(form["reason"] == "hydraulics")
        #expect(form.focus == 1 && form.takesText, "where it goes is seen: the focus goes with it")
        form = self.form()
        _ = press(&form, [.character("2"), .character("1"), .tab])
        #expect(form.focus == 1 && form.takesText)
        form = self.form()
        _ = press(&form, [.character("2"), .character("1"), .left, .tab])
        #expect(form.focus == 0)
    }

    @Test("Tab and arrows go round; a click on a field brings the keys there")
    func places() {
        var form = form()
        _ = press(&form, [.backTab])
        #expect(form.focus == 3)
        _ = press(&form, [.up, .up])
        #expect(form.focus == 1)
        let frame = Frame(Size(40, 14))
        form.draw(in: frame.canvas)
        let row = frame.grid.lines.firstIndex { $0.contains("Scrap") } ?? 0
        #expect(press(&form, frame.keys(for: Mouse(.press, at: Point(1, row)))) == [.moved])
        #expect(form.focus == 2)
    }

    @Test("a draft's values come back into the fields; an id that is gone from the tree is not chosen")
    func values() {
        var form = form()
        for (name, value) in [("reason", "robot"), ("note", "n"), ("count", "7"), ("other", "x")] {
            form.set(name, value)
        }
        #expect(form.fields.map(\.value) == ["robot", "n", "7"])
        form.set("reason", "gone")
        #expect(form["reason"] == "")
    }

    @Test("where there is little room the lists give way, and the buttons stay")
    func small() {
        var form = form()
        for height in 5...14 {
            let lines = lines(&form, Size(30, height))
            #expect(lines.contains { $0.contains("[Save]") } && lines.contains { $0.contains("Note") }, "\(height)")
        }
    }

    @Test("a tree that leads back into itself ends")
    func circle() {
        var tree = ChoiceTree([ChoiceTree.Item("a", "a", parent: "b"), ChoiceTree.Item("b", "b", parent: "a")])
        tree.choose("a")
        #expect(tree.chosenText == "a › b › a" || tree.chosenText == "b › a")
    }

    @Test("the same digits lead to the same item, whatever was taken before; Enter follows the way to what is taken")
    func sameDigits() {
        for before in [nil, "break", "hydraulics", "robot"] as [String?] {
            var tree = ChoiceTree(Self.reasons, chosen: before)
            #expect(tree.handle(.character("2")) == .moved && tree.handle(.character("1")) == .chosen("hydraulics"))
            guard let before else { continue }
            var kept = ChoiceTree(Self.reasons, chosen: before)
            #expect(kept.handle(.enter) == .moved && kept.handle(.enter) == .chosen(before))
        }
    }
}
