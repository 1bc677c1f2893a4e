@main
struct FloorTUI {
    static func main() {}
}
