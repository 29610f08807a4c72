import CICU
import CPCRE2
import CVectorscan
import Crypto
import Foundation

/// Tells everything apart that can make a compiled rule set another: the rule files, the libraries that read them, the
/// processor, and vigil itself.
struct RuleCacheKey: Sendable, Hashable {
    /// SHA-256.
    let bytes: [UInt8]

    /// The version of what stands in a file of the cache.
    static let format = 4

    /// Nil where this machine cannot say what it is, so that nothing can be kept for it.
    init?(_ files: RuleFiles) {
        guard let machine = Self.machine, files.errors.isEmpty else { return nil }
        var digest = SHA256()
        // Everything goes in after its length, so that no two inputs run together to the same bytes.
        func add(_ bytes: some Collection<UInt8>) {
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { digest.update(bufferPointer: $0) }
            if bytes.withContiguousStorageIfAvailable({ digest.update(bufferPointer: UnsafeRawBufferPointer($0)) })
                == nil
            {
                digest.update(data: Array(bytes))
            }
        }
        add(machine.utf8)
        for file in files.files {
            add("\(file.directory) \(file.name)".utf8)
            add(file.bytes)
        }
        bytes = Array(digest.finalize())
    }

    var hexadecimal: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Vigil's build, the libraries' versions and the processor's features.
    private static let machine: String? = {
        var platform = hs_platform_info_t()
        guard hs_valid_platform() == HS_SUCCESS, hs_populate_platform(&platform) == HS_SUCCESS,
            let vectorscan = hs_version(), let build
        else { return nil }
        return [
            "vigil \(format) \(build)", "PCRE2 \(pcre2())", "Vectorscan \(String(cString: vectorscan))",
            "ICU \(vigil_icu_version())",
            "CPU \(platform.tune) \(platform.cpu_features) \(platform.reserved1) \(platform.reserved2)",
        ].joined(separator: "\n")
    }()

    /// The running program's file, so that a vigil that was built again, and may refuse more, trusts nothing that
    /// another kept.
    private static var build: String? {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return nil }
        return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }

    private static func pcre2() -> String {
        [PCRE2_CONFIG_VERSION, PCRE2_CONFIG_UNICODE_VERSION].map { what in
            let size = Int(pcre2_config_8(UInt32(what), nil))
            guard size > 0 else { return "" }
            var text = [UInt8](repeating: 0, count: size)
            pcre2_config_8(UInt32(what), &text)
            return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        }.joined(separator: " ")
    }
}
