import Foundation

/// A server that speaks TLS with one certificate and answers any GET with a page about itself.
public final class TLSServer {
    public let origin: String
    private let process = Process()

    public init(_ certificate: TestCertificate) throws {
        let port = try LoopbackServer.unusedPort()
        origin = "https://127.0.0.1:\(port)"
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificate.file, "-key", certificate.key, "-www",
            "-quiet",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // It takes connections once something listens on the port.
        for _ in 0..<200 where !Self.listens(port) { usleep(20_000) }
    }

    public func stop() {
        // A child of a dispatch thread inherits its mask, in which SIGTERM is blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private static func listens(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
