import FlyingFox
import Foundation
import Scanning

/// The files of the sample site as responses; `_headers.json` says what their extension does not.
struct SampleFiles: Sendable {
    private struct Headers: Decodable {
        /// Path → Content-Type.
        var types: [String: String]?
        /// Path with query → file.
        var rewrites: [String: String]?
    }

    private let directory: URL
    private let types: [String: String]
    private let rewrites: [String: String]

    /// - Throws: `WorkspaceError` where the directory or its `_headers.json` cannot be read.
    init(directory: String) throws {
        self.directory = URL(fileURLWithPath: directory)
        let headers = self.directory.appendingPathComponent("_headers.json")
        do {
            let read = try JSONDecoder().decode(Headers.self, from: Data(contentsOf: headers))
            types = read.types ?? [:]
            rewrites = read.rewrites ?? [:]
        } catch {
            throw WorkspaceError(
                place: headers.path, problem: "cannot be read: \(error.localizedDescription)",
                advice: "point --samples at a whole copy of vigil's samples")
        }
    }

    func response(to request: HTTPRequest) -> HTTPResponse {
        guard request.method == .GET || request.method == .HEAD else {
            return HTTPResponse(statusCode: .methodNotAllowed)
        }
        let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let asked = query.isEmpty ? request.path : "\(request.path)?\(query)"
        var path = rewrites[asked] ?? request.path
        // The server hands over paths without a slash at their end.
        if isDirectory(path) { path += path.hasSuffix("/") ? "index.html" : "/index.html" }
        guard !path.split(separator: "/").contains(".."), !path.hasSuffix("_headers.json"),
            let body = try? Data(contentsOf: file(path))
        else {
            return HTTPResponse(
                statusCode: .notFound, headers: [.contentType: "text/html; charset=utf-8"],
                body: Data("<!doctype html><title>Not found</title><p>There is no such page.".utf8))
        }
        let type = types[asked] ?? types[path] ?? types[request.path] ?? Self.type(of: path)
        return HTTPResponse(statusCode: .ok, headers: [.contentType: type], body: body)
    }

    private func file(_ path: String) -> URL {
        directory.appendingPathComponent(path.split(separator: "/").joined(separator: "/"))
    }

    private func isDirectory(_ path: String) -> Bool {
        (try? file(path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }

    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "xml": "application/xml"
        case "txt": "text/plain; charset=utf-8"
        case "json": "application/json"
        case "png": "image/png"
        case "jpg": "image/jpeg"
        default: "application/octet-stream"
        }
    }
}
