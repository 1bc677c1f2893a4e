func frameRows() -> [BenchmarkRow] { [] }
