import ArgumentParser
import Shopfloor

/// What shells complete, as the parser makes it, and with the dashboard's options where no command is named: the parser
/// offers those of a default command only behind its name.
enum CompletionScript {
    /// What may follow `help`, which the parser does not say.
    private static var commands: String { FloorTUI.commandNames.joined(separator: " ") }

    static var bash: String {
        let named = "    local -r subcommand=\"${unparsed_words[0]}\"\n"
        let help = "_floortui_help() {\n"
        let offered =
            "    if [[ ${COMP_CWORD} -eq 2 ]]; then COMPREPLY+=($(compgen -W '\(commands)' -- \"${cur}\")); fi\n"
        return FloorTUI.completionScript(for: .bash).replacing(help, with: help + offered).replacing(
            named,
            with: """
                    local subcommand="${unparsed_words[0]}"
                    # Without a command it is the dashboard
                    if [[ "${COMP_WORDS[1]}" == -* ]]; then subcommand=dashboard; fi

                """, maxReplacements: 1)
    }

    static var zsh: String {
        let start = "    local -i ret=1\n"
        let help = "'*:subcommands:'"
        return FloorTUI.completionScript(for: .zsh).replacing(help, with: "'1:command:(\(commands))'").replacing(
            start,
            with: start + """
                    # Without a command it is the dashboard
                    if (( CURRENT > 1 )) && [[ "${words[2]}" == -* ]]; then
                        _floortui_dashboard
                        return
                    fi

                """, maxReplacements: 1)
    }

    static var fish: String {
        // Words of two words are one candidate.
        let twoWords = MachineState.allCases.map(\.rawValue).filter { $0.contains(" ") }
        let script = twoWords.reduce(FloorTUI.completionScript(for: .fish)) { script, state in
            script.replacing(" \(state)'", with: " \"\(state)\"'").replacing(" \(state) ", with: " \"\(state)\" ")
        }
        let options = script.split(separator: "\n").filter {
            $0.contains("flags_or_options \"floortui dashboard\" ") && !$0.contains(" version'")
                && !$0.contains(" help'")
        }
        let own = options.map { $0.replacing("\"floortui dashboard\"", with: "\"floortui\"") }
        let help =
            "complete -c 'floortui' -n '__fish_seen_subcommand_from help; and test (count (commandline -opc)) -eq 2'"
            + " -f -a '\(commands)'"
        return script + "\n# Without a command it is the dashboard\n" + own.joined(separator: "\n")
            + "\n# What there is help for\n" + help + "\n"
    }
}
