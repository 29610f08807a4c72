// swift-tools-version: 6.0
import PackageDescription

// One row of docs/architecture.md's table each: a target imports what stands here and nothing else.
let package = Package(
    name: "vigil",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "vigil", targets: ["vigil"]),
        // For `make bench-crawl`, `make bench-frontier` and `make bench-match` alone; not installed.
        .executable(name: "crawl-bench", targets: ["CrawlBench"]),
        .executable(name: "frontier-bench", targets: ["FrontierBench"]),
        .executable(name: "match-bench", targets: ["MatchBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
    ],
    targets: [
        // C and C++ libraries, one target each: a module map or the smallest shim that Swift can call.
        .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),
        .target(name: "CDeflate", linkerSettings: [.linkedLibrary("deflate")]),
        .target(name: "CGumbo", linkerSettings: [.linkedLibrary("gumbo")]),
        .target(
            name: "CICU",
            linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata")]),
        .target(name: "CLibCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CPCRE2", linkerSettings: [.linkedLibrary("pcre2-8")]),
        .target(name: "CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),
        .target(name: "CPSL", linkerSettings: [.linkedLibrary("psl")]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CUchardet", linkerSettings: [.linkedLibrary("uchardet")]),
        .target(name: "CVectorscan", linkerSettings: [.linkedLibrary("hs")]),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CZstd", linkerSettings: [.linkedLibrary("zstd")]),

        .target(name: "Model"),
        .target(name: "StrictYAML", dependencies: ["Model", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "Storage",
            dependencies: ["Model", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Gzip", dependencies: ["CDeflate", "CZlib", "CZstd"]),
        .target(
            name: "Archiving",
            dependencies: ["Model", "Gzip", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Crawling",
            dependencies: [
                "Model", "Storage", "CLibCurl", "CPSL", .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .target(name: "Extraction", dependencies: ["Model", "Gzip", "CGumbo", "CICU", "CUchardet"]),
        .target(
            name: "Matching",
            dependencies: [
                "Model", "StrictYAML", "CPCRE2", "CVectorscan", "CICU",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            // Debug builds, which the tests run, would take minutes for the shipped rules; what is asserted stays so.
            swiftSettings: [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]),
        .target(name: "Ranking", dependencies: ["Model", "CCLD2", "CPhoneNumber"]),
        .target(name: "Exporting", dependencies: ["Model"]),
        .target(
            name: "Scanning",
            dependencies: [
                "Model", "StrictYAML", "Storage", "Archiving", "Gzip", "Crawling", "Extraction", "Matching", "Ranking",
                "Exporting", "CSimdjson",
            ]),
        .target(name: "Reviewing", dependencies: ["Model", "Storage", "Ranking", "Exporting"]),
        .executableTarget(
            name: "vigil",
            dependencies: [
                "Scanning", "Reviewing", "Exporting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]),

        .executableTarget(
            name: "CrawlBench", dependencies: ["Model", "Storage", "Crawling", "Extraction"],
            path: "Benchmarks/crawl/CrawlBench"),
        .executableTarget(
            name: "FrontierBench", dependencies: ["Model", "Storage"], path: "Benchmarks/frontier/FrontierBench"),

        .executableTarget(
            name: "MatchBench", dependencies: ["Model", "Matching"], path: "Benchmarks/match/MatchBench"),

        .target(
            name: "TestSupport", dependencies: ["Model", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/TestSupport"),
        .target(name: "PlainPCRE2", path: "Tests/PlainPCRE2", linkerSettings: [.linkedLibrary("pcre2-8")]),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "TestSupport"]),
        .testTarget(name: "ArchivingTests", dependencies: ["Archiving", "Gzip", "TestSupport"]),
        .testTarget(name: "CrawlingTests", dependencies: ["Crawling", "CLibCurl", "TestSupport"]),
        .testTarget(name: "ExtractionTests", dependencies: ["Extraction", "Gzip", "TestSupport"]),
        .testTarget(
            name: "MatchingTests", dependencies: ["Matching", "PlainPCRE2", "TestSupport"], exclude: ["Errors"]),
        .testTarget(name: "RankingTests", dependencies: ["Ranking", "TestSupport"]),
        .testTarget(name: "ExportingTests", dependencies: ["Exporting", "TestSupport"]),
        .testTarget(
            name: "ScanningTests",
            dependencies: [
                "Scanning", "Gzip", "CZstd", "Crawling", "TestSupport", .product(name: "Yams", package: "Yams"),
            ]),
        .testTarget(name: "ReviewingTests", dependencies: ["Reviewing"]),
        .testTarget(name: "vigilTests", dependencies: ["vigil", "Scanning", "Archiving", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
