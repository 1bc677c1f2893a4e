// swift-tools-version: 6.2
import PackageDescription

// Every Swift target: Swift 6 mode, warnings are errors, explicit imports.
let swift: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
// What tests run most is optimised in debug builds too, with its assertions: they ask millions of questions of it.
let quick: [SwiftSetting] = [
    .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]
// Targets that touch C, or read raw bytes, also ask for `unsafe` at each such place.
let atCBorder = swift + [.strictMemorySafety()]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "FloorTUI",
    products: [.executable(name: "floortui", targets: ["Program"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(
            name: "CMosquitto",
            linkerSettings: [.linkedLibrary("mosquitto"), .linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CToml"),
        .target(name: "CGzip", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "Basis", dependencies: ["CToml", "CCrypto"], swiftSettings: atCBorder + quick),
        .target(name: "Telemetry", dependencies: ["Basis", "CMosquitto", "CGzip"], swiftSettings: atCBorder + quick),
        .target(name: "Shopfloor", dependencies: ["Basis"], swiftSettings: swift + quick),
        .target(name: "Records", dependencies: ["Basis", "Shopfloor"], swiftSettings: swift + quick),
        .target(
            name: "Store", dependencies: ["Basis", "Shopfloor", "Records", "CSQLite", grdb, sqlite],
            swiftSettings: atCBorder + quick),
        .target(
            name: "Hub", dependencies: ["Basis", "Telemetry", "Shopfloor", "Records", "Store"],
            swiftSettings: atCBorder + quick),
        .target(name: "Widgets", dependencies: ["Basis", "CTerminal"], swiftSettings: atCBorder + quick),
        .target(name: "DemoPlant", dependencies: ["Basis", "Telemetry"], swiftSettings: swift + quick),
        .target(
            name: "FloorTUI",
            dependencies: [
                "Basis", "Telemetry", "Shopfloor", "Records", "Store", "Hub", "Widgets", "DemoPlant", arguments,
            ],
            swiftSettings: swift + quick),
        .executableTarget(name: "Program", dependencies: ["FloorTUI"], swiftSettings: swift),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Basis", "Telemetry", "Shopfloor", "Records", "Store", "Hub", "Widgets", "DemoPlant", "FloorTUI",
                "TestSupport", "MessageCounter", grdb,
            ],
            path: "Benchmarks", exclude: ["Peers", "instructions.txt"], swiftSettings: swift),
        .executableTarget(
            name: "MessageCounter", path: "Benchmarks/Peers/MessageCounter",
            linkerSettings: [.linkedLibrary("mosquitto")]),
        .target(
            name: "TestSupport", dependencies: ["Basis", "DemoPlant"], path: "Tests/TestSupport",
            swiftSettings: swift + quick),
        .target(
            name: "TestHall", dependencies: ["Basis", "Hub", "Records", "Shopfloor", "Telemetry", "TestSupport"],
            path: "Tests/TestHall", swiftSettings: swift),
        .executableTarget(
            name: "Terminals", dependencies: ["Basis", "DemoPlant", "TestHall", "TestSupport"], path: "Tests/Terminals",
            swiftSettings: swift),
        .executableTarget(
            name: "StoreDriver", dependencies: ["Basis", "Shopfloor", "Records", "Store"], path: "Tests/StoreDriver",
            swiftSettings: swift),
        .testTarget(name: "BasisTests", dependencies: ["Basis", "TestSupport"], swiftSettings: swift),
        .testTarget(name: "TelemetryTests", dependencies: ["Telemetry", "TestSupport"], swiftSettings: swift),
        .testTarget(name: "ShopfloorTests", dependencies: ["Shopfloor", "TestSupport"], swiftSettings: swift),
        .testTarget(name: "RecordsTests", dependencies: ["Records", "TestSupport"], swiftSettings: swift),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "TestSupport", "DemoPlant", "StoreDriver", grdb],
            swiftSettings: swift),
        .testTarget(name: "HubTests", dependencies: ["Hub", "DemoPlant", "TestSupport"], swiftSettings: swift),
        .testTarget(
            name: "WidgetsTests", dependencies: ["Widgets", "TestSupport"], exclude: ["Golden"], swiftSettings: swift),
        .testTarget(name: "DemoPlantTests", dependencies: ["DemoPlant", "TestSupport"], swiftSettings: swift),
        .testTarget(
            name: "FloorTUITests",
            dependencies: [
                "FloorTUI", "TestSupport", "DemoPlant", "Hub", "Store", "Records", "Shopfloor", "Telemetry", "Widgets",
                arguments,
            ],
            exclude: ["Golden"], swiftSettings: atCBorder),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Program", "FloorTUI", "TestHall", "TestSupport", "StoreDriver", grdb],
            swiftSettings: swift),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
