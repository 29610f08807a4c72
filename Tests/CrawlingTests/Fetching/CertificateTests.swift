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

extension TestAuthority {
    func page(_ url: String) async throws -> Page { try await fetch(url) }

    /// Fetches with this authority alone trusted.
    func fetch(_ url: String) async throws(FetchError) -> Page {
        let fetcher = Fetcher(
            userAgent: "vigil/test (+watch@example.org)", allowedPrivateHosts: ["127.0.0.1"],
            certificateAuthorities: certificate)
        defer { fetcher.shutdown() }
        guard let url = CanonicalURL(url) else { throw FetchError(.other, place: url) }
        return try await fetcher.fetch(FetchRequest(url, limits: .quick))
    }
}
