import Foundation
import Synchronization

/// An HTTP/1.1 server for tests: on a free port of 127.0.0.1, with scripted answers, well-behaved or hostile.
///
/// Each connection has a thread and is kept alive until the answer or the client closes it. Requests are recorded.
public final class LoopbackServer: Sendable {
    public typealias Handler = @Sendable (Request) -> Response

    public struct Request: Sendable {
        public var method: String
        /// Path and query as they came.
        public var target: String
        public var headers: [(name: String, value: String)]
        /// Seconds on a clock that does not go back.
        public var at: Double
        /// Counts the server's connections from 0.
        public var connection: Int

        /// The first header of that name, whatever its case.
        public func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    private struct State {
        var requests: [Request] = []
        var open: Set<Int32> = []
        var connections = 0
        var isStopping = false
    }

    public let port: UInt16
    /// Such as `http://127.0.0.1:40123`.
    public var origin: String { "http://127.0.0.1:\(port)" }

    private let listener: Int32
    private let greeting: [UInt8]
    private let handler: Handler
    private let state = Mutex(State())
    private let threads = DispatchGroup()

    private static let mostConnections = 200

    /// - Parameter greeting: sent on each connection before anything is read.
    /// - Throws: `POSIXError` where no socket is to be had.
    public init(greeting: String = "", _ handler: @escaping Handler) throws {
        self.greeting = Array(greeting.utf8)
        self.handler = handler
        #if canImport(Glibc)
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard listener >= 0 else { throw Self.systemError() }
        Self.keepFromChildren(listener)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 128) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else {
            let error = Self.systemError()
            close(listener)
            throw error
        }
        port = UInt16(bigEndian: address.sin_port)
        onThread { $0.accept() }
    }

    deinit { stop() }

    /// What was asked so far, in order.
    public var requests: [Request] { state.withLock { $0.requests } }

    /// How many requests each target got.
    public var counts: [String: Int] { Dictionary(requests.map { ($0.target, 1) }, uniquingKeysWith: +) }

    /// How many connections were opened so far.
    public var connections: Int { state.withLock { $0.connections } }

    /// Waits until every client has gone and what it had sent has been recorded, a minute at most.
    ///
    /// - Returns: whether all have gone.
    @discardableResult
    public func outlivesClients() -> Bool {
        let end = Self.now() + 60
        while Self.now() < end {
            if state.withLock({ $0.open.isEmpty }) { return true }
            usleep(2000)
        }
        return false
    }

    /// Closes everything and waits for the threads; may be called again.
    public func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopping = true }
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
            return !state.isStopping
        }
        guard isFirst else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        _ = threads.wait(timeout: .now() + 5)
        close(listener)
    }

    /// A port on which nobody listens.
    public static func unusedPort() throws -> UInt16 {
        let server = try LoopbackServer { _ in .status(200) }
        server.stop()
        return server.port
    }

    /// Seconds on the clock of `Request.at`.
    public static func now() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

    // MARK: - Threads

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func onThread(_ work: @escaping @Sendable (LoopbackServer) -> Void) {
        threads.enter()
        // Weak, so that a server that a test forgets to stop stops itself.
        let group = threads
        let thread = Thread { [weak self] in
            if let self { work(self) }
            group.leave()
        }
        thread.start()
    }

    private func accept() {
        while !isStopping {
            #if canImport(Glibc)
                let descriptor = Glibc.accept(listener, nil, nil)
            #else
                let descriptor = Darwin.accept(listener, nil, nil)
            #endif
            guard descriptor >= 0 else { return }
            Self.keepFromChildren(descriptor)
            let number = state.withLock { state -> Int? in
                guard !state.isStopping, state.open.count < Self.mostConnections else { return nil }
                state.open.insert(descriptor)
                state.connections += 1
                return state.connections - 1
            }
            guard let number else {
                close(descriptor)
                continue
            }
            onThread { $0.serve(descriptor, number) }
        }
    }

    private func serve(_ descriptor: Int32, _ number: Int) {
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var pending: [UInt8] = []
        _ = send(greeting, on: descriptor)
        while let request = nextRequest(descriptor, number, &pending) {
            state.withLock { $0.requests.append(request) }
            guard answer(handler(request), on: descriptor) else { break }
        }
        state.withLock { _ = $0.open.remove(descriptor) }
        close(descriptor)
    }

    private func nextRequest(_ descriptor: Int32, _ number: Int, _ pending: inout [UInt8]) -> Request? {
        let end = Array("\r\n\r\n".utf8)
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            if let found = pending.firstRange(of: end) {
                let head = String(decoding: pending[..<found.lowerBound], as: UTF8.self)
                pending.removeSubrange(..<found.upperBound)
                return Self.parse(head, number)
            }
            guard pending.count < 1 << 20 else { return nil }
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            pending += chunk[..<count]
        }
    }

    private static func parse(_ head: String, _ number: Int) -> Request? {
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false).makeIterator()
        guard let words = lines.next()?.split(separator: " "), words.count == 3 else { return nil }
        var headers: [(name: String, value: String)] = []
        while let line = lines.next() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers.append(
                (
                    String(line[..<colon]),
                    String(line[line.index(after: colon)...]).trimmingCharacters(in: .whitespaces)
                ))
        }
        return Request(
            method: String(words[0]), target: String(words[1]), headers: headers, at: now(), connection: number)
    }

    /// - Returns: whether the connection may be used again.
    private func answer(_ response: Response, on descriptor: Int32) -> Bool {
        guard send(response.head, on: descriptor) else { return false }
        var index = 0
        while let part = response.part(index) {
            guard wait(part.delay, descriptor), send(part.bytes, on: descriptor) else { return false }
            index += 1
        }
        return response.keepsConnection
    }

    private func send(_ bytes: [UInt8], on descriptor: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// - Returns: false where the server stops or the client goes away meanwhile.
    private func wait(_ seconds: Double, _ descriptor: Int32) -> Bool {
        let end = Self.now() + seconds
        while Self.now() < end {
            if isStopping { return false }
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let slice = Int32(min(20, max(1, (end - Self.now()) * 1000)))
            if Foundation.poll(&poll, 1, slice) > 0 {
                var byte: UInt8 = 0
                if recv(descriptor, &byte, 1, Int32(MSG_PEEK)) <= 0 { return false }
                usleep(useconds_t(slice) * 1000)
            }
        }
        return true
    }

    /// A child process that held a connection too would keep it open after the server has closed it.
    private static func keepFromChildren(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }

    private static func systemError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
