import ArgumentParser
import Basis
import Store

/// `floortui backup`: a copy of a store, also while its hub runs.
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy a store, also while its hub runs.",
        discussion: """
            Run it on the hub's machine. The copy is checked before it gets its name, and nothing is ever written over. A folder \
            that is there gets a dated one in it: of one that was made before, the same line can stand in a timer.
            """)

    @Argument(help: "A folder that is not there yet, or one to make a dated one in.", completion: .directory)
    var target: String

    @Option(help: "The folder of the store.", completion: .directory)
    var store: String

    func run() throws {
        let backup = try failing {
            try StoreBackup.make(of: store, to: target, version: Version.text, now: .now) { share in
                if Output.isWatched { Output.progress("\(Int(share * 100)) %") }
            }
        }
        if Output.isWatched { Output.progress("") }
        Output.result("\(backup.folder): \(backup.words)")
    }
}

/// `floortui restore`: makes a store of a backup, or looks whether it can.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a store of a backup, or look whether it could be made.",
        usage: """
            floortui restore BACKUP --verify
            floortui restore BACKUP --store DIR
            """,
        discussion: "The backup is always verified first: every page of it, and the journal's chain to its end.")

    @Argument(help: "The folder of the backup.", completion: .directory)
    var backup: String

    @Option(help: "The folder of the store to make; there must be none in it.", completion: .directory)
    var store: String?

    @Flag(help: "Only look.")
    var verify = false

    func validate() throws {
        guard verify || store != nil else { throw ValidationError("--store DIR or --verify is needed") }
    }

    func run() throws {
        try failing {
            let backup = try StoreBackup(reading: backup)
            guard let store else {
                try backup.verify()
                return Output.result("the backup is whole: \(backup.words)")
            }
            try backup.restore(to: store)
            Output.result("\(store): \(backup.words)")
        }
    }
}

extension StoreBackup {
    fileprivate var words: String {
        let head = hash.isEmpty ? "" : ", the last with hash \(hash)"
        return "\(seq) entries\(head), of \(ISO8601.format(at))"
    }
}
