import Foundation

/// The built program while it runs: it can be sent signals, and is waited for within bounds.
final class RunningVigil: Sendable {
    enum Ending: Hashable {
        case exited(Int32)
        case killed(signal: Int32)
        /// It did not end by itself in the time that it was given.
        case overdue
    }

    let identifier: pid_t
    private let outputPath: String
    private let complaintsPath: String

    /// - Parameter scratch: where its output goes.
    init(_ arguments: [String], in scratch: Scratch) throws {
        let name = UUID().uuidString
        outputPath = scratch.path(name + ".out")
        complaintsPath = scratch.path(name + ".err")
        #if os(Linux)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, complaintsPath, O_WRONLY | O_CREAT, 0o600)
        // A child of a test's thread would inherit what that blocks; a shell starts programs with nothing blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = ([VigilProcess.executablePath] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, VigilProcess.executablePath, &actions, &attributes, &words, environ)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        identifier = child
    }

    func send(_ signal: Int32) { kill(identifier, signal) }

    /// Waits for its end, which is made where it does not come in time. To be called once.
    ///
    /// - Returns: how it ended, and the most memory that it held, in bytes.
    func end(within seconds: Double = 120) -> (ending: Ending, peakMemory: Int) {
        let deadline = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
        var isOverdue = false
        var status: Int32 = 0
        var peak = 0
        while waitpid(identifier, &status, WNOHANG) == 0 {
            peak = max(peak, peakMemory)
            if DispatchTime.now().uptimeNanoseconds > deadline, !isOverdue {
                isOverdue = true
                send(SIGKILL)
            }
            usleep(2000)
        }
        if isOverdue { return (.overdue, peak) }
        let signal = status & 0x7f
        return (signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal), peak)
    }

    /// The most memory that it has held so far, in bytes; 0 where the system does not tell. What `wait4` tells of a child
    /// is no less than what its parent held when it was started.
    private var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)) ?? ""
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return 0 }
        return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    }

    var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }
    var complaints: String { (try? String(contentsOfFile: complaintsPath, encoding: .utf8)) ?? "" }
}
