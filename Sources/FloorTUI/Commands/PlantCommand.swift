import ArgumentParser

/// `floortui plant`: a simulated plant, and the file that describes one of your own.
struct PlantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plant",
        abstract: "A simulated plant, and the file that describes your own.",
        discussion: "Without a command: run, so that floortui plant --broker URL starts the simulation.",
        subcommands: [PlantRun.self, PlantInit.self, PlantFaultCommand.self],
        defaultSubcommand: PlantRun.self)
}
