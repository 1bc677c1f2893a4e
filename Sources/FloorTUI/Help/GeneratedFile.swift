import ArgumentParser
import Basis
import Records

/// A file that is made from what the program itself knows, so that it cannot say something else.
struct GeneratedFile {
    /// From the folder that the files go to.
    var path: String
    var bytes: [UInt8]

    init(_ path: String, _ text: String) {
        self.path = path
        bytes = Array(text.utf8)
    }

    init(_ path: String, _ bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Manuals and completions, from the folder `share` of an installation.
    static func help() throws -> [GeneratedFile] {
        try CommandPage.program().all.map(ManualPage.init).map { GeneratedFile("man/man1/\($0.fileName)", $0.text) } + [
            GeneratedFile("bash-completion/completions/floortui", CompletionScript.bash),
            GeneratedFile("zsh/site-functions/_floortui", CompletionScript.zsh),
            GeneratedFile("fish/vendor_completions.d/floortui.fish", CompletionScript.fish),
        ]
    }

    /// What is kept with the sources: schemas, and pages of the documentation.
    static func kept() -> [GeneratedFile] {
        ConfigurationKind.allCases.flatMap { kind in
            [
                GeneratedFile("schemas/\(kind.rawValue).schema.json", kind.keys.schema),
                GeneratedFile("docs/\(kind.rawValue)-toml.md", kind.page),
            ]
        } + WireSchema.all.map { GeneratedFile("docs/schema/\($0.name).schema.json", $0.bytes) }
            + [GeneratedFile("docs/keys.md", KeyPage.text)]
    }
}
