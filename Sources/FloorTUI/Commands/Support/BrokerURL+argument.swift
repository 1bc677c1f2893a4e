import ArgumentParser
import Telemetry

extension BrokerURL {
    /// For `@Option(transform:)`: a wrong address ends the command with the sentence that says what is wrong with it.
    static func argument(_ text: String) throws -> BrokerURL {
        do throws(ConnectionError) { return try BrokerURL(text) } catch { throw ValidationError(error.description) }
    }
}
