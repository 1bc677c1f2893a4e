package import Basis
import Synchronization

extension PlantFile {
    /// How many are kept: answers speak of the newest versions of one plant.
    private static let mostKept = 16
    private static let kept = Mutex<[String: PlantModel]>([:])

    /// As `read(text:file:)`, of a text that was accepted before. The model is kept for the next who asks, since reading that
    /// of a hundred machines takes as long as a whole answer.
    ///
    /// - Parameter text: with those of the files that it includes, as `PlantModel.text` has it.
    package static func accepted(_ text: String, file: String) throws(ConfigurationError) -> PlantModel {
        if let model = kept.withLock({ $0[text] }) { return model }
        let model = try read(text: Array(text.utf8), file: file, wasAccepted: true)
        kept.withLock { kept in
            if kept.count >= mostKept { kept.removeAll() }
            kept[text] = model
        }
        return model
    }
}
