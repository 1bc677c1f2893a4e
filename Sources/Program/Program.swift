import FloorTUI

/// The executable. All of it is in the library beside it: a library can be linked into benchmarks and tests.
@main
struct Program {
    static func main() { FloorTUI.main() }
}
