import Scanning

/// The version that `vigil --version` and the User-Agent state.
enum VigilVersion {
    static var current: String { Scanning.Product.version }
}
