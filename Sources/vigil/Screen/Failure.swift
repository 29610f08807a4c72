import ArgumentParser
import Foundation
import Scanning

/// Exit codes of the contract.
enum Exit {
    static let failure: Int32 = 1
    static let usage: Int32 = 2
}

/// How the program ends when something went wrong.
enum Failure {

    /// Prints `error` for a person and ends the process with the code that fits it.
    static func end(with error: any Error) -> Never {
        if let output = error as? OutputError, output.isClosedPipe { exit(EXIT_SUCCESS) }
        if let explained = error as? any ExplainedError {
            say(explained)
            exit(explained.isUsage ? Exit.usage : Exit.failure)
        }
        if let code = error as? ExitCode { exit(code.rawValue) }
        let code = Vigil.exitCode(for: error)
        if code.isSuccess {  // --help and --version
            print(Vigil.fullMessage(for: error))
            exit(EXIT_SUCCESS)
        }
        if code == .validationFailure {
            let usage = Vigil.fullMessage(for: error).split(separator: "\n").filter { $0.hasPrefix("Usage:") }
            Screen.error("vigil: command line: \(Vigil.message(for: error)) (see `vigil --help`)")
            for line in usage { Screen.error(String(line)) }
            exit(Exit.usage)
        }
        Screen.error("vigil: \(error)")
        exit(Exit.failure)
    }

    /// Prints `vigil: <where>: <what> (<what to do>)`, with the report below it where there is one.
    static func say(_ error: any ExplainedError) {
        Screen.error("vigil: \(error.sentence)")
    }
}
