import ArgumentParser

/// The option that every command on a workspace has.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The directory of the watch.", valueName: "dir"))
    var workspace = "."
}
