@main
struct Benchmarks {
    static func main() {
        for row in jsonRows() {
            let ratio = row.figure / row.value
            print(
                row.passed ? "ok  " : "FAIL", row.name, "\(Int(row.value)) \(row.unit)", "(\(row.bar))",
                "\(row.knownThing) \(Int(row.figure)) \(row.unit)", "\(Int(ratio)) ×")
        }
    }
}
