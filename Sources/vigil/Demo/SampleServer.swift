import FlyingFox
import Foundation
import Scanning
import Synchronization

/// Serves the sample site on loopback.
final class SampleServer: Sendable {
    /// Such as `http://127.0.0.1:40123`.
    let origin: String
    private let server: HTTPServer
    private let log: RequestLog
    private let running: Task<Void, Never>

    /// Starts to serve `directory` on `port`; 0 takes a free one.
    ///
    /// - Throws: `SampleServerError` where the port is in use or the directory cannot be read.
    init(directory: String, port: UInt16 = 0) async throws {
        let files = try SampleFiles(directory: directory)
        let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: port), timeout: 15, logger: .disabled)
        let log = RequestLog()
        await server.appendRoute("*") { request in
            let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            log.add(query.isEmpty ? request.path : "\(request.path)?\(query)")
            return files.response(to: request)
        }
        let failure = FirstFailure()
        let running = Task {
            do { try await server.run() } catch { failure.note(error) }
        }
        // The server tells of a port in use to whoever runs it, not to whoever waits for it.
        let waiting = Task { try await server.waitUntilListening(timeout: 30) }
        let watching = Task {
            await running.value
            waiting.cancel()
        }
        defer { watching.cancel() }
        do {
            try await waiting.value
        } catch {
            running.cancel()
            throw SampleServerError(port: port, reason: failure.text ?? "it does not begin to listen")
        }
        guard case .ip4(_, let bound)? = await server.listeningAddress else {
            running.cancel()
            throw SampleServerError(port: port, reason: "no address")
        }
        self.server = server
        self.log = log
        self.running = running
        self.origin = "http://127.0.0.1:\(bound)"
    }

    /// The paths that were asked for so far, in order.
    var requests: [String] { log.paths }

    func stop() async {
        await server.stop(timeout: 0)
        running.cancel()
    }
}

/// Why a server ended by itself.
private final class FirstFailure: Sendable {
    private let first = Mutex<String?>(nil)

    var text: String? { first.withLock { $0 } }

    func note(_ error: any Error) {
        let text = error.localizedDescription.components(separatedBy: "): ").last ?? "\(error)"
        first.withLock { $0 = $0 ?? text }
    }
}

/// What a server was asked for.
private final class RequestLog: Sendable {
    private let entries = Mutex<[String]>([])

    var paths: [String] { entries.withLock { $0 } }

    func add(_ path: String) { entries.withLock { $0.append(path) } }
}

/// Why the sample site cannot be served.
struct SampleServerError: ExplainedError, Hashable {
    var port: UInt16
    var reason: String

    var place: String { "127.0.0.1:\(port)" }
    var problem: String { "cannot serve the sample site there: \(reason)" }
    var advice: String { "another program may use the port; leave out --port to take a free one" }
}
