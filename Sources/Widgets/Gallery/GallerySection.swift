import Basis

/// One control with its name above it.
struct GallerySection: Sendable {
    let title: String
    /// With the line of its title.
    let height: Int
    private let content: @Sendable (Canvas) -> Void

    init(_ title: String, lines: Int, _ content: @escaping @Sendable (Canvas) -> Void) {
        self.title = title
        height = lines + 1
        self.content = content
    }

    /// The title goes where there is one line only.
    func draw(in canvas: Canvas) {
        let top = canvas.height > 1 ? 1 : 0
        if top > 0 { canvas.rule(y: 0, title: title) }
        content(canvas.part(Rect(0, top, canvas.width, canvas.height - top)))
    }

    /// All of them, for columns of this size.
    static func all(_ language: Language, _ size: Size) -> [GallerySection] {
        let samples = GallerySamples(language: language)
        return samples.tables + samples.marks + samples.typing + samples.entry + samples.boxes
            + roles(language, size)
    }

    /// Every role in its own look, in as many sections as the height asks for.
    private static func roles(_ language: Language, _ size: Size) -> [GallerySection] {
        let width = 16
        let columns = max(1, size.width / width)
        let rows = max(1, min(size.height - 1, (Role.allCases.count + columns - 1) / columns))
        let perSection = columns * rows
        return stride(from: 0, to: Role.allCases.count, by: perSection).map { start in
            let shown = Array(Role.allCases[start..<min(start + perSection, Role.allCases.count)])
            let lines = (shown.count + columns - 1) / columns
            return GallerySection(GalleryWords[.roles, language], lines: lines) { canvas in
                for (index, role) in shown.enumerated() {
                    let cell = Rect(index / lines * width, index % lines, width - 1, 1)
                    let part = canvas.part(cell)
                    let ground = role.textOnIt.isEmpty ? part : part.on(role)
                    if !role.textOnIt.isEmpty { ground.fill() }
                    ground.put(role.name, width: cell.width, Style(role.textOnIt.isEmpty ? role : .text))
                }
            }
        }
    }
}
