import Crawling
import Foundation
import Model
import TestSupport
import Testing

/// Against `openssl s_server` with certificates of an authority that the tests make for themselves.
@Suite("Certificates")
struct CertificateTests {

    @Test("a certificate that is valid, of an authority that is trusted, and for the name is accepted")
    func valid() async throws {
        let authority = try TestAuthority()
        let server = try TLSServer(authority.certificate("ok", names: "IP:127.0.0.1", days: 10))
        defer { server.stop() }
        let page = try await authority.page(server.origin)
        #expect(page.status == 200)
    }

    @Test(
        "one that is expired, for another name, self-signed, or of an unknown authority is refused",
        arguments: ["expired", "other name", "self-signed", "unknown"])
    func refused(_ fault: String) async throws {
        let authority = try TestAuthority()
        let stranger = try TestAuthority()
        let certificate =
            switch fault {
            case "expired": try authority.certificate("expired", names: "IP:127.0.0.1", days: 0)
            case "other name": try authority.certificate("other", names: "DNS:other.example.org", days: 10)
            case "self-signed": try authority.selfSigned("self", names: "IP:127.0.0.1")
            default: try stranger.certificate("unknown", names: "IP:127.0.0.1", days: 10)
            }
        let server = try TLSServer(certificate)
        defer { withExtendedLifetime(stranger) { server.stop() } }
        do throws(FetchError) {
            _ = try await authority.fetch(server.origin)
            Issue.record("was accepted")
        } catch {
            #expect(error.reason == .tls, "\(error)")
            #expect(error.blamesHost && !error.isPassing)
        }
    }
}

/// A certificate with its key, in files.
private struct TestCertificate {
    var file: String
    var key: String
}

/// A certificate authority in a temporary directory.
private final class TestAuthority: Sendable {
    private let directory: String

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/vigil-ca-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("ca.key"),
            "-out", path("ca.pem"), "-days", "30", "-subj", "/CN=vigil test authority",
        ])
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func path(_ name: String) -> String { directory + "/" + name }

    /// - Parameter days: until it ends; 0 for one that ends as it is made.
    func certificate(_ name: String, names: String, days: Int) throws -> TestCertificate {
        let (file, key) = (path(name + ".pem"), path(name + ".key"))
        try openssl([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
            path(name + ".csr"), "-subj", "/CN=\(name)",
        ])
        try "subjectAltName=\(names)\n".write(toFile: path(name + ".ext"), atomically: true, encoding: .utf8)
        try openssl([
            "x509", "-req", "-in", path(name + ".csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"),
            "-CAcreateserial", "-days", String(days), "-extfile", path(name + ".ext"), "-out", file,
        ])
        return TestCertificate(file: file, key: key)
    }

    func selfSigned(_ name: String, names: String) throws -> TestCertificate {
        let (file, key) = (path(name + ".pem"), path(name + ".key"))
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
            file, "-days", "10", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)",
        ])
        return TestCertificate(file: file, key: key)
    }

    func page(_ url: String) async throws -> Page { try await fetch(url) }

    /// Fetches with this authority alone trusted.
    func fetch(_ url: String) async throws(FetchError) -> Page {
        let fetcher = Fetcher(
            userAgent: "vigil/test (+watch@example.org)", allowedPrivateHosts: ["127.0.0.1"],
            certificateAuthorities: path("ca.pem"))
        defer { fetcher.shutdown() }
        guard let url = CanonicalURL(url) else { throw FetchError(.other, place: url) }
        return try await fetcher.fetch(FetchRequest(url, limits: .quick))
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments.joined(separator: " "))")
    }
}

/// A server that speaks TLS with one certificate and answers any GET with a page about itself.
private final class TLSServer {
    let origin: String
    private let process = Process()

    init(_ certificate: TestCertificate) throws {
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

    func stop() {
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
