import ArgumentParser

/// What shells complete, as the parser makes it, and with the dashboard's options where no command is named: the parser
/// offers those of a default command only behind its name.
enum CompletionScript {
    static var bash: String {
        let named = "    local -r subcommand=\"${unparsed_words[0]}\"\n"
        return FloorTUI.completionScript(for: .bash).replacing(
            named,
            with: """
                    local subcommand="${unparsed_words[0]}"
                    # Without a command it is the dashboard
                    if [[ "${COMP_WORDS[1]}" == -* ]]; then subcommand=dashboard; fi

                """, maxReplacements: 1)
    }

    static var zsh: String {
        let start = "    local -i ret=1\n"
        return FloorTUI.completionScript(for: .zsh).replacing(
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
        let script = FloorTUI.completionScript(for: .fish)
        let options = script.split(separator: "\n").filter {
            $0.contains("flags_or_options \"floortui dashboard\" ") && !$0.contains(" version'")
                && !$0.contains(" help'")
        }
        let own = options.map { $0.replacing("\"floortui dashboard\"", with: "\"floortui\"") }
        return script + "\n# Without a command it is the dashboard\n" + own.joined(separator: "\n") + "\n"
    }
}
