import Testing

@testable import FloorTUI

/// A shell's script as it is shipped, and where what it offers behind the words of one command stands in it.
struct ShellScript: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let options: @Sendable (_ words: [String]) -> Set<String>
    let commands: @Sendable (_ words: [String]) -> Set<String>

    private static let bash = ShellScript(testDescription: "bash") { words in
        let lists = function(words, in: CompletionScript.bash).filter { $0.contains(/_(flags|options)=\(/) }
        return Set(lists.flatMap { $0.matches(of: /[( ](--[\w-]+)/).map { String($0.1) } })
    } commands: { words in
        let lists = function(words, in: CompletionScript.bash).compactMap {
            $0.firstMatch(of: /compgen -W '([^-][^']*)'/)
        }
        return Set(lists.flatMap { $0.1.split(separator: " ").map(String.init) })
    }

    /// Options stand as '--site[…', '*--fault[… or {--lang,--language}'[…: their texts name others, too.
    private static let zsh = ShellScript(testDescription: "zsh") { words in
        let names = function(words, in: CompletionScript.zsh).flatMap { line in
            let names = line.firstMatch(of: /^'\*?([\w-]+)\[/)?.1 ?? line.firstMatch(of: /\{([\w,-]+)\}/)?.1
            return names?.split(separator: ",").map(String.init) ?? []
        }
        return Set(names.filter { $0.hasPrefix("--") })
    } commands: { words in
        Set(function(words, in: CompletionScript.zsh).compactMap { $0.firstMatch(of: /^'(\w+):/).map { String($0.1) } })
    }

    private static let fish = ShellScript(testDescription: "fish") { words in
        Set(fishLines("flags_or_options", words).flatMap { $0.matches(of: /\ -l '([\w-]+)'/).map { "--\($0.1)" } })
    } commands: { words in
        Set(fishLines("positional", words).compactMap { $0.firstMatch(of: /\ -fa '(\w+)'/).map { String($0.1) } })
    }

    static let all: [ShellScript] = [bash, zsh, fish]

    private static func fishLines(_ what: String, _ words: [String]) -> [Substring] {
        let condition = "_\(what) \"\(words.joined(separator: " "))\""
        return CompletionScript.fish.split(separator: "\n").filter {
            $0.hasPrefix("complete ") && $0.contains(condition)
        }
    }

    /// The lines of the function of a command in bash's or zsh's script.
    private static func function(_ words: [String], in script: String) -> [Substring] {
        guard let start = script.firstRange(of: "\n_\(words.joined(separator: "_"))() {\n")?.upperBound,
            let end = script[start...].firstRange(of: "\n}\n")?.lowerBound
        else { return [] }
        return script[start..<end].split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
    }
}
