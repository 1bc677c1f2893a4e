/// A pointer that is followed from the outermost value of many texts, and keeps where it led while they have one form.
///
/// Belongs to one tape, and to its thread.
package final class JSONPlace {
    package let pointer: JSONPointer
    /// See `JSONTape`.
    var form = -1
    /// Of the token; -1: nothing stands there.
    var index = -1

    package init(_ pointer: JSONPointer) { self.pointer = pointer }
}
