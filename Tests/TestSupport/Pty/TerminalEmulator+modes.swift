extension TerminalEmulator {
    static let knownModes: Set<Int> = [
        1, 3, 4, 5, 6, 7, 12, 25, 47, 69, 1000, 1002, 1003, 1004, 1006, 1034, 1047, 1048, 1049, 2004, 2026,
    ]

    /// Modes, tabs, reports, the scroll region and looks.
    mutating func set(_ sequence: ControlSequence) {
        let first = sequence.parameter(0, or: 0)
        switch sequence.final {
        case "m": setRendition(sequence.parameters)
        case "r": setRegion(top: sequence.count(0), bottom: sequence.parameter(1, or: size.rows))
        case "h" where first == 4: isInserting = true
        case "l" where first == 4: isInserting = false
        // What screen adds to a visible cursor.
        case "h" where first == 34, "l" where first == 34: break
        case "g" where first == 0: tabs.remove(cursor.x)
        case "g" where first == 3: tabs = []
        case "s": save()
        case "u": restore()
        case "n" where first == 5: answers += Array("\u{1B}[0n".utf8)
        case "n" where first == 6:
            let row = cursor.y - (isOrigin ? region.lowerBound : 0)
            answers += Array("\u{1B}[\(row + 1);\(cursor.x + 1)R".utf8)
        case "c" where first == 0: answers += Array("\u{1B}[?62;22c".utf8)
        // Keeping the title on a stack, and taking it back.
        case "t" where first == 22 || first == 23: break
        default: count("\(sequence.kind) \(first)")
        }
    }

    mutating func setMode(_ mode: Int, to isSet: Bool) {
        guard Self.knownModes.contains(mode) else { return count("mode ?\(mode)") }
        if isSet { modes.insert(mode) } else { modes.remove(mode) }
        switch mode {
        case 6:
            isOrigin = isSet
            moveTo(x: 0, y: isSet ? region.lowerBound : 0)
        case 25: isCursorVisible = isSet
        case 47, 1047: setAlternate(isSet)
        case 1048: if isSet { save() } else { restore() }
        case 1049:
            guard isSet != isAlternate else { return }
            if isSet { save() }
            setAlternate(isSet)
            if isSet { grid.eraseRows(0..<size.rows, pen) } else { restore() }
        default: break
        }
    }

    private mutating func setAlternate(_ isSet: Bool) {
        guard isSet != isAlternate else { return }
        isAlternate = isSet
        swap(&grid, &otherGrid)
    }

    private mutating func setRegion(top: Int, bottom: Int) {
        let bottom = bottom == 0 ? size.rows : min(bottom, size.rows)
        guard top < bottom || size.rows == 1 else { return }
        region = min(top, bottom) - 1..<bottom
        moveTo(x: 0, y: isOrigin ? region.lowerBound : 0)
    }

    mutating func softReset() {
        (pen, charsets, saved, region) = (Pen(), Charsets(), Saved(), 0..<size.rows)
        (isInserting, isOrigin, isCursorVisible) = (false, false, true)
        modes.formUnion([7, 25])
        modes.subtract([1, 6])
    }

    mutating func setRendition(_ parameters: [[Int?]]) {
        // Colours may come as parameters of their own (38;5;n) or as parts of one (38:5:n, 38:2::r:g:b).
        var rest = parameters[...]
        if rest.isEmpty { pen = Pen() }
        while let parameter = rest.popFirst() {
            let code = (parameter.first ?? nil) ?? 0
            guard code == 38 || code == 48 else {
                setAttribute(code)
                continue
            }
            let color = parameter.count > 1 ? Self.color(parts: parameter.dropFirst()) : Self.color(&rest)
            guard let color else { return count("CSI m \(code)") }
            if code == 38 { pen.foreground = color } else { pen.background = color }
        }
    }

    private static func color(parts: ArraySlice<Int?>) -> EmulatedColor? {
        let values = parts.map { $0 ?? 0 }
        switch (values.first, values.count) {
        case (5, 2): return .palette(values[1])
        case (2, 4): return .rgb(values[1], values[2], values[3])
        // With the colour space, which xterm passes over.
        case (2, 5...): return .rgb(values[2], values[3], values[4])
        default: return nil
        }
    }

    private static func color(_ rest: inout ArraySlice<[Int?]>) -> EmulatedColor? {
        func next() -> Int? { rest.popFirst().map { ($0.first ?? nil) ?? 0 } }
        switch next() {
        case 5: return next().map { .palette($0) }
        case 2:
            guard let red = next(), let green = next(), let blue = next() else { return nil }
            return .rgb(red, green, blue)
        default: return nil
        }
    }

    private mutating func setAttribute(_ code: Int) {
        switch code {
        case 0: pen = Pen()
        // Fonts, of which the Linux console makes line drawing.
        case 10, 11, 12: break
        case 1: pen.attributes.insert(.bold)
        case 2: pen.attributes.insert(.dim)
        case 3: pen.attributes.insert(.italic)
        case 4: pen.attributes.insert(.underline)
        case 5, 6: pen.attributes.insert(.blink)
        case 7: pen.attributes.insert(.reverse)
        case 8: pen.attributes.insert(.invisible)
        case 9: pen.attributes.insert(.struck)
        case 22: pen.attributes.subtract([.bold, .dim])
        case 23: pen.attributes.remove(.italic)
        case 24: pen.attributes.remove(.underline)
        case 25: pen.attributes.remove(.blink)
        case 27: pen.attributes.remove(.reverse)
        case 28: pen.attributes.remove(.invisible)
        case 29: pen.attributes.remove(.struck)
        case 30...37: pen.foreground = .palette(code - 30)
        case 39: pen.foreground = .standard
        case 40...47: pen.background = .palette(code - 40)
        case 49: pen.background = .standard
        case 90...97: pen.foreground = .palette(code - 82)
        case 100...107: pen.background = .palette(code - 92)
        default: count("CSI m \(code)")
        }
    }
}
