import Foundation

extension SQLiteStore {
    /// The id of this store, made when it is first asked for: a hub knows its own old beat by it.
    package func identity() throws(StoreError) -> String {
        let path = folder + "/hub.id"
        if let text = try? String(contentsOfFile: path, encoding: .utf8) {
            let id = text.trimmingCharacters(in: .whitespacesAndNewlines)
            if !id.isEmpty { return id }
        }
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        do { try (id + "\n").write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw StoreError(
                .unavailable,
                "\(path) cannot be written: \(error.localizedDescription) Let this account write to the folder.")
        }
        return id
    }
}
