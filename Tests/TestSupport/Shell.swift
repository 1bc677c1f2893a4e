import DemoPlant

/// Programs that tests use as tools.
package enum Shell {
    /// Runs a program to its end; its exit code, nil when it did not end in time or by itself.
    package static func run(_ program: String, _ arguments: [String]) throws -> Int32? {
        let process = try ChildProcess(program, arguments)
        guard case .code(let code)? = process.wait(within: .seconds(30)) else {
            process.terminate()
            return nil
        }
        return code
    }
}
