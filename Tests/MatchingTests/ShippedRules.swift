import Foundation

@testable import Matching

/// The packs that come with vigil, loaded once for all tests: a debug build takes most of a minute for it.
enum ShippedRules {
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let loaded = RuleLoader.load([repository + "/rules"])
}
