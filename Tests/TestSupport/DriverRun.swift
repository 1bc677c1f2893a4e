import DemoPlant
import Foundation

/// `StoreDriver`, run to its end.
package struct DriverRun {
    package enum Work: String { case store, outbox }

    package let code: Int32?
    package let said: [String]

    /// The newest entry that it said is durable.
    package var durable: Int64 { said.compactMap { Int64($0.dropFirst("durable ".count)) }.max() ?? 0 }

    package init(_ work: Work, _ folder: String, count: Int, _ preload: Preload) throws {
        let program = URL(filePath: Product.path).deletingLastPathComponent().appending(path: "StoreDriver").path
        let output = folder + ".said"
        let environment = ProcessInfo.processInfo.environment.merging(preload.environment) { $1 }
        let process = try ChildProcess(
            program, [work.rawValue, folder, "\(count)"], environment: environment.map { "\($0)=\($1)" },
            output: .file(output), errors: .file(output))
        let exit = process.wait(within: .seconds(60))
        process.terminate()
        if case .code(let code)? = exit { self.code = code } else { code = nil }
        let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        said = text.split(separator: "\n").map(String.init)
    }

    /// Whether a shim can be made here; without a C compiler these tests are skipped.
    package static let hasCompiler = (try? Shell.run("clang", ["--version"])) == 0
}
