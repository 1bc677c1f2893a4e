import Basis

/// What is entered, and what that is chosen by.
extension GallerySamples {
    var entry: [GallerySection] {
        let (form, tree, buttons) = (form, tree, buttons)
        return [
            GallerySection(word(.tree), lines: 4) { canvas in
                var tree = tree
                tree.draw(in: canvas, isFocused: true)
            },
            GallerySection(word(.buttons), lines: 1) { buttons.draw(in: $0.row(0), isFocused: true) },
            GallerySection(word(.form), lines: form.height(38)) { canvas in
                var form = form
                form.draw(in: canvas)
            },
            chart,
        ]
    }

    private var tree: ChoiceTree {
        ChoiceTree(
            [
                .init("first", word(.groupOne)), .init("waiting", word(.waiting), parent: "first"),
                .init("down", word(.down), parent: "first"), .init("unknown", word(.unknown), parent: "first"),
                .init("second", word(.groupTwo)),
            ], chosen: "down", wholeGroup: word(.wholeGroup))
    }

    /// One of them cannot act now.
    private var buttons: ButtonRow {
        ButtonRow([
            .init("choose", word(.choose)), .init("leave", word(.leave), obstacle: word(.nothing)),
            .init("stay", word(.stay)),
        ])
    }

    private var form: Form {
        Form(
            [
                .init("name", word(.name), .text(InputLine(word(.sample)))),
                .init("count", word(.count), .number(InputLine("312")), unit: "mm"),
                .init("state", word(.state), .choice(tree)),
            ], buttons)
    }

    private var chart: GallerySection {
        let count = 24
        var chart = Chart(
            (0..<count).filter { !(9...11).contains($0) }.map { step in
                let low = Double(40 + (step * 7) % 11 * 4)
                return Chart.Sample(
                    from: Double(step) / Double(count), to: Double(step + 1) / Double(count), low: low, high: low + 6)
            })
        (chart.lowLimit, chart.highLimit) = (38, 78)
        chart.marks = [.init(at: 0.3, .triangle, .critical), .init(at: 0.7, .diamond, .attention)]
        chart.ticks = [.init(at: 0, "06"), .init(at: 0.5, "10"), .init(at: 1, "14")]
        chart.label = { String(Int($0.rounded())) }
        let shown = chart
        return GallerySection(word(.chart), lines: 9) { shown.draw(in: $0) }
    }
}
