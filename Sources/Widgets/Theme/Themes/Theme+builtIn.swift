extension Theme {
    /// The themes in the program, in the order in which they are offered; `themes/` has them as files.
    package static let builtIn: [Theme] = [.standard, .light, .highContrast, .colorBlind, .monochrome, .kiosk]

    /// What may be asked for in place of a name: the standard theme, dark or light by the terminal's ground.
    package static let defaultName = "default"

    /// One of the built-in themes by its name; nil for other names.
    ///
    /// - Parameter isLight: whether the terminal's own ground is known to be light.
    package static func builtIn(_ name: String, onLightGround isLight: Bool = false) -> Theme? {
        if name == defaultName { return isLight ? .light : .standard }
        return builtIn.first { $0.name == name }
    }

    /// Whether `$COLORFGBG` says that the terminal's ground is light: its last number is that of the ground's colour.
    package static func isLightGround(colorFGBG: String?) -> Bool {
        guard let last = colorFGBG?.split(separator: ";").last, let index = UInt8(last) else { return false }
        return Color.palette(index).luminance > 0.5
    }
}
