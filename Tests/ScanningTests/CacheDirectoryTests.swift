import Testing

@testable import Scanning

@Suite("The user's cache directory")
struct CacheDirectoryTests {
    @Test(
        "the environment says where it is",
        arguments: [
            (["HOME": "/home/a"], "/home/a/.cache/vigil"),
            (["HOME": "/home/a", "XDG_CACHE_HOME": "/var/a"], "/var/a/vigil"),
            (["HOME": "/home/a", "XDG_CACHE_HOME": "relative"], "/home/a/.cache/vigil"),
            (["HOME": "/home/a", "XDG_CACHE_HOME": "/var/a", "VIGIL_CACHE": "here"], "here"),
            (["HOME": "/home/a", "VIGIL_CACHE": ""], "/home/a/.cache/vigil"),
            (["HOME": "/home/a", "VIGIL_CACHE": "off"], nil),
            ([:], nil),
        ] as [([String: String], String?)])
    func place(environment: [String: String], expected: String?) {
        #expect(CacheDirectory.path(environment: environment) == expected)
    }
}
