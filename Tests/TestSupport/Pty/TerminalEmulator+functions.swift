extension TerminalEmulator {
    mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x00: break
        case 0x07: bells += 1
        case 0x08: moveTo(x: cursor.x - 1, y: cursor.y)
        case 0x09: tab(1)
        case 0x0A...0x0C: lineFeed()
        case 0x0D: moveTo(x: 0, y: cursor.y)
        case 0x0E: charsets.active = 1
        case 0x0F: charsets.active = 0
        default: count("C0 " + String(byte, radix: 16))
        }
    }

    /// Positive to the right, negative to the left.
    private mutating func tab(_ steps: Int) {
        var x = cursor.x
        for _ in 0..<min(abs(steps), size.columns) {
            let next = steps > 0 ? tabs.filter { $0 > x }.min() : tabs.filter { $0 < x }.max()
            x = next ?? (steps > 0 ? size.columns - 1 : 0)
        }
        moveTo(x: x, y: cursor.y)
    }

    mutating func escape(_ intermediates: [UInt8], _ final: UInt8) {
        let text = String(decoding: intermediates + [final], as: UTF8.self)
        switch text {
        case "7": save()
        case "8": restore()
        case "D": lineFeed()
        case "E":
            lineFeed()
            cursor.x = 0
        case "M": reverseLineFeed()
        case "H": tabs.insert(cursor.x)
        case "c": self = TerminalEmulator(size, keeping: self)
        case "=", ">", "\\": break
        case "(0", "(B", ")0", ")B":
            charsets.isDrawing[text.first == "(" ? 0 : 1] = text.last == "0"
        default: count("ESC " + text)
        }
    }

    /// The same terminal after a full reset: the screen begins anew, what was counted stays.
    private init(_ size: ScreenSize, keeping old: TerminalEmulator) {
        self.init(size)
        (commands, bells, unknown, answers, parser) = (old.commands, old.bells, old.unknown, old.answers, old.parser)
    }

    mutating func save() {
        saved = Saved(cursor: cursor, pen: pen, charsets: charsets, isOrigin: isOrigin)
    }

    mutating func restore() {
        (pen, charsets, isOrigin) = (saved.pen, saved.charsets, saved.isOrigin)
        moveTo(x: saved.cursor.x, y: saved.cursor.y)
        cursor.wrapsNext = saved.cursor.wrapsNext
    }

    mutating func apply(_ sequence: ControlSequence) {
        switch (sequence.prefix, sequence.intermediates) {
        case (nil, ""): if !move(sequence), !edit(sequence) { set(sequence) }
        case ("?", "") where sequence.final == "h" || sequence.final == "l":
            for index in sequence.parameters.indices {
                setMode(sequence.parameter(index, or: 0), to: sequence.final == "h")
            }
        case ("?", "$") where sequence.final == "p":
            let mode = sequence.parameter(0, or: 0)
            let state = Self.knownModes.contains(mode) ? (modes.contains(mode) ? 1 : 2) : 0
            answers += Array("\u{1B}[?\(mode);\(state)$y".utf8)
        // The shape of the Linux console's cursor.
        case ("?", "") where sequence.final == "c": break
        case (nil, "!") where sequence.final == "p": softReset()
        default: count(sequence.kind)
        }
    }

    /// Cursor movements; false when it is none.
    private mutating func move(_ sequence: ControlSequence) -> Bool {
        let count = sequence.count()
        let (x, y) = (cursor.x, cursor.y)
        let top = isOrigin ? region.lowerBound : 0
        switch sequence.final {
        // Up and down stop at the scroll region's edge when they begin inside.
        case "A": moveTo(x: x, y: max(y - count, y >= region.lowerBound ? region.lowerBound : 0))
        case "B": moveTo(x: x, y: min(y + count, y < region.upperBound ? region.upperBound - 1 : size.rows - 1))
        case "C", "a": moveTo(x: x + count, y: y)
        case "D": moveTo(x: x - count, y: y)
        case "E": moveTo(x: 0, y: min(y + count, y < region.upperBound ? region.upperBound - 1 : size.rows - 1))
        case "F": moveTo(x: 0, y: max(y - count, y >= region.lowerBound ? region.lowerBound : 0))
        case "G", "`": moveTo(x: count - 1, y: y)
        case "H", "f": moveTo(x: sequence.count(1) - 1, y: top + count - 1)
        case "d": moveTo(x: x, y: top + count - 1)
        case "I": tab(count)
        case "Z": tab(-count)
        default: return false
        }
        return true
    }

    /// Erasing, inserting, deleting, scrolling, repeating; false when it is none.
    private mutating func edit(_ sequence: ControlSequence) -> Bool {
        let count = sequence.count()
        let (x, y) = (cursor.x, cursor.y)
        switch sequence.final {
        case "J": eraseDisplay(sequence.parameter(0, or: 0))
        case "K": eraseLine(sequence.parameter(0, or: 0))
        case "X": grid.erase(x..<x + count, y: y, pen)
        case "@": grid.insertCells(count, x: x, y: y, pen)
        case "P": grid.deleteCells(count, x: x, y: y, pen)
        case "L" where region.contains(y): grid.scrollDown(count, y..<region.upperBound, pen)
        case "M" where region.contains(y): grid.scrollUp(count, y..<region.upperBound, pen)
        case "L", "M": break
        case "S": grid.scrollUp(count, region, pen)
        case "T": grid.scrollDown(count, region, pen)
        case "b":
            guard let scalar = lastPrinted else { return true }
            for _ in 0..<count { print(scalar) }
            return true
        default: return false
        }
        cursor.wrapsNext = false
        return true
    }

    private mutating func eraseLine(_ which: Int) {
        switch which {
        case 0: grid.erase(cursor.x..<size.columns, y: cursor.y, pen)
        case 1: grid.erase(0..<cursor.x + 1, y: cursor.y, pen)
        default: grid.erase(0..<size.columns, y: cursor.y, pen)
        }
    }

    private mutating func eraseDisplay(_ which: Int) {
        switch which {
        case 0:
            eraseLine(0)
            grid.eraseRows(cursor.y + 1..<size.rows, pen)
        case 1:
            eraseLine(1)
            grid.eraseRows(0..<cursor.y, pen)
        case 2: grid.eraseRows(0..<size.rows, pen)
        // 3 erases lines that have scrolled off; none are kept.
        default: break
        }
    }
}
