import ArgumentParser

/// How much of a report over posts is printed, and how.
struct ReportOptions: ParsableArguments {
    @Option(name: .long, help: "At most so many entries in the list.")
    var limit = 25

    @Flag(name: .long, help: "Print all of it as JSON.")
    var json = false

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
    }
}
