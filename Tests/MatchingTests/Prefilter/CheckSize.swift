import Foundation

/// How much a property test tries: little in `make test`, more in `make check-prefilter`, which sets these variables.
enum CheckSize {
    static func of(_ variable: String, otherwise: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? otherwise
    }
}
