import Basis
import DemoPlant
import Hub
import Store
import Telemetry

extension CommandFailure {
    /// Of a name that nothing has: the one that is near, and those that there are.
    ///
    /// - Parameter words: as `the plant has no machine`.
    init(_ code: Code, _ words: String, _ name: String, known: [String]) {
        self.init(code, Spelling.unknown(words, name, known: known))
    }

    init(_ error: StoreError) {
        let code: Code =
            switch error.code {
            case .held: .tryAgain
            // Of what there is not: a slip.
            case .notKept: .usage
            case .missing, .newer, .damaged, .unavailable, .chainBroken: .failed
            }
        self.init(code, error.description)
    }

    init(_ error: RecordingError) { self.init(.failed, error.description) }

    init(_ error: ReplayRefusal) { self.init(.failed, error.description) }

    init(_ error: ConfigurationError) { self.init(.badConfiguration, error.description) }

    init(_ error: ConnectionError) { self.init(.unavailable, error.description) }

    init(_ error: HubError) { self.init(error.code == .otherHub ? .tryAgain : .unavailable, error.description) }

    init(_ error: ChildProcess.Failure) { self.init(.failed, error.description) }
}

/// Runs `body`; an error of ours ends the command with its sentence and exit code.
func failing<R>(_ body: () throws -> R) throws -> R {
    do { return try body() } catch let error as StoreError {
        throw CommandFailure(error)
    } catch let error as RecordingError {
        throw CommandFailure(error)
    } catch let error as ReplayRefusal {
        throw CommandFailure(error)
    } catch let error as ConfigurationError {
        throw CommandFailure(error)
    } catch let error as ConnectionError {
        throw CommandFailure(error)
    } catch let error as HubError {
        throw CommandFailure(error)
    } catch let error as ChildProcess.Failure {
        throw CommandFailure(error)
    }
}
