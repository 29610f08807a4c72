import Foundation
import Testing

@testable import Crawling

@Suite("Addresses that are connected to")
struct AddressGuardTests {
    private static func bytes(_ text: String) throws -> [UInt8] {
        var six = in6_addr()
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        try #require(inet_pton(AF_INET6, text, &six) == 1)
        return withUnsafeBytes(of: six) { Array($0) }
    }

    @Test(
        "public addresses are",
        arguments: [
            "8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.1.1.1",
            "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
            "2606:4700::1111", "2400:cb00::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
        ])
    func publicAddresses(_ text: String) throws { #expect(AddressGuard.isPublic(try Self.bytes(text))) }

    @Test(
        "private, local and reserved addresses are not, however IPv6 dresses them",
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
            "127.0.0.1", "127.255.0.1", "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255",
            "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
            "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1",
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:1::1", "3fff::1", "fc00::1",
            "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "4000::1",
        ])
    func otherAddresses(_ text: String) throws { #expect(!AddressGuard.isPublic(try Self.bytes(text))) }

    @Test("what is no address is not")
    func noAddress() {
        #expect(!AddressGuard.isPublic([]))
        #expect(!AddressGuard.isPublic([8, 8, 8]))
    }
}
