import Foundation
import Storage
import Testing

@Suite("The workspace's lock")
struct WorkspaceLockTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var path: String { scratch.file("vigil.lock") }

    @Test("a second holder is refused and told who the first is")
    func second() throws {
        let lock = try WorkspaceLock(path: path)
        let error = try #require(throws: StoreError.self) { try WorkspaceLock(path: path) }
        #expect(error.reason == .busy)
        #expect(
            error.sentence == "\(path): workspace in use by another vigil (pid \(getpid())) "
                + "(wait until it has finished, or end it; commands that only read work meanwhile)")
        #expect(try scratch.mode("vigil.lock") == 0o600)
        lock.release()
    }

    @Test("it is given back by release, once, and with its last reference")
    func release() throws {
        let first = try WorkspaceLock(path: path)
        first.release()
        var second: WorkspaceLock? = try WorkspaceLock(path: path)
        first.release()
        #expect(throws: StoreError.self) { try WorkspaceLock(path: path) }
        withExtendedLifetime(second) {}
        second = nil
        try WorkspaceLock(path: path).release()
        #expect(try scratch.bytes("vigil.lock").isEmpty)
    }

    @Test("what another wrote into the file does not matter", arguments: ["", "no number", "999999999\n", "-1\n"])
    func content(text: String) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let lock = try WorkspaceLock(path: path)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let error = try #require(throws: StoreError.self) { try WorkspaceLock(path: path) }
        #expect(error.problem == "workspace in use by another vigil")
        lock.release()
    }

    @Test("a place without a directory is named")
    func missing() throws {
        let error = try #require(throws: StoreError.self) { try WorkspaceLock(path: scratch.file("none/vigil.lock")) }
        #expect(error.reason == .unreadable)
        #expect(error.place == scratch.file("none/vigil.lock"))
    }
}
