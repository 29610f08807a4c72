import Foundation

/// A certificate with its key, in files.
public struct TestCertificate {
    public var file: String
    public var key: String
}

/// A certificate authority in a temporary directory.
public final class TestAuthority: Sendable {
    private let directory: String

    public init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/vigil-ca-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("ca.key"),
            "-out", path("ca.pem"), "-days", "30", "-subj", "/CN=vigil test authority",
        ])
    }

    /// The authority's own certificate: a file in PEM.
    public var certificate: String { path("ca.pem") }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func path(_ name: String) -> String { directory + "/" + name }

    /// - Parameter days: until it ends; 0 for one that ends as it is made.
    public func certificate(_ name: String, names: String, days: Int) throws -> TestCertificate {
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

    public func selfSigned(_ name: String, names: String) throws -> TestCertificate {
        let (file, key) = (path(name + ".pem"), path(name + ".key"))
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
            file, "-days", "10", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)",
        ])
        return TestCertificate(file: file, key: key)
    }

    private struct OpenSSLFailed: Error {
        var arguments: [String]
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenSSLFailed(arguments: arguments) }
    }
}
