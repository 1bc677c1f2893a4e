func startRows() -> [BenchmarkRow] { [] }
