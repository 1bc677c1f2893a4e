import TestSupport
import Testing

extension PtyProgram {
    /// The main screen again, cursor shown, no mode left on, attributes as at the start.
    func expectGivenBack(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(!screen.isAlternate && screen.isCursorVisible, sourceLocation: sourceLocation)
        #expect(screen.modes == [7, 25], sourceLocation: sourceLocation)
        #expect(mode == modeAtStart, sourceLocation: sourceLocation)
        #expect(screen.unknown.isEmpty, "\(screen.unknown)", sourceLocation: sourceLocation)
    }
}
