/// Where vigil keeps what it can make again at any time: `$VIGIL_CACHE` (`off` for nowhere), else
/// `$XDG_CACHE_HOME/vigil`, else `~/.cache/vigil`.
public enum CacheDirectory {
    /// The directory, which need not be there yet; nil for nowhere.
    public static func path(environment: [String: String]) -> String? {
        if let own = environment["VIGIL_CACHE"], !own.isEmpty { return own == "off" ? nil : own }
        // As the XDG Base Directory Specification says, a path that is not absolute is ignored.
        func absolute(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        return absolute("XDG_CACHE_HOME").map { $0 + "/vigil" } ?? absolute("HOME").map { $0 + "/.cache/vigil" }
    }
}
