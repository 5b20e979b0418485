// swift-tools-version: 6.2
import PackageDescription

/// Every target is checked alike: Swift 6 mode, warnings are errors, imports stay internal unless said otherwise.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A Swift target with the settings above. `dependencies` are the arrows of the layer table in README.md.
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one layer; they may see everything below it.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "turntable",
  products: [.executable(name: "turntable", targets: ["turntable"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Lossless JSON: values with byte ranges, key order, duplicate names and number lexemes.
    layer("LosslessJSON"),
    // The words of the product: sessions, turns, messages, tool calls, results, declarations, runs.
    layer("Conversation", ["LosslessJSON"]),
    // How each provider and framework writes messages, calls, tools and stream events in JSON.
    layer("Dialects", ["Conversation", "LosslessJSON"]),
    // JSON Schema: read, validate; signatures, implemented tools and the three-way diff.
    layer("Schemas", ["Conversation", "LosslessJSON"]),
    // Why a call failed: links between calls and results, rules, findings, repairs as offers.
    layer("Diagnosis", ["Schemas", "Conversation", "LosslessJSON"]),
    // Findings as text and as JSON for other programs.
    layer("Reports", ["Diagnosis", "Schemas", "Conversation", "LosslessJSON", "Text"]),
    // Text in terminal cells: grapheme widths, visible escapes, line breaking.
    layer("Text"),
    // The debugger itself: state, events, effects, commands, keys, layout, breakpoints.
    layer("Debugging", ["Diagnosis", "Schemas", "Conversation", "LosslessJSON", "Text"]),
    // What the state looks like: frames, panes, styles.
    layer("Screen", ["Debugging", "Diagnosis", "Schemas", "Conversation", "LosslessJSON", "Text"]),
    // Child processes: own process group, pipes or a pseudo-terminal, waited for by poll.
    layer("Processes", ["Conversation", "CProcess"]),
    // Saved sessions: formats, detection, line index, reading on demand, recording.
    layer("Transcripts", ["Dialects", "Conversation", "LosslessJSON", "CSQLite"]),
    // List tools and run one: the Python host over MCP.
    layer("ToolRunners", ["Schemas", "Conversation", "LosslessJSON", "Processes", "CResources"]),
    // Talk to a running program: the attach hook and its socket.
    layer("Backends", ["Dialects", "Conversation", "LosslessJSON", "Processes", "CResources"]),
    // The loop, the mailbox, threads; effects meet the world.
    layer(
      "Engine",
      [
        "Screen", "Debugging", "Diagnosis", "Schemas", "Reports", "Text", "Transcripts", "Dialects", "ToolRunners",
        "Backends", "Processes", "Conversation", "LosslessJSON",
      ]),
    // ncurses: draws a frame, reads a key.
    layer("Curses", ["Engine", "Screen", "Debugging", "Text", "Conversation", "CNcurses"]),
    // Arguments and main: chooses what to start.
    .executableTarget(
      name: "turntable",
      dependencies: [
        "Curses", "Engine", "Screen", "Debugging", "Diagnosis", "Schemas", "Reports", "Text", "Transcripts",
        "ToolRunners", "Backends", "Processes", "Conversation", "LosslessJSON", "CResources",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // ncurses (wide) as Swift can see it: inline functions for macros and globals.
    .target(
      name: "CNcurses", cSettings: [.define("_GNU_SOURCE"), .define("NCURSES_WIDECHAR", to: "1")],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    // The system's SQLite, for reading only.
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    // posix_spawn, pidfd and pseudo-terminal calls that the C library hides from Swift.
    .target(name: "CProcess", cSettings: [.define("_GNU_SOURCE")]),
    // The Python files that travel inside the binary.
    .target(name: "CResources", exclude: ["attach", "tool_host"]),

    // Measures schemas and calls; built and run by `make bench`.
    .executableTarget(
      name: "schema-benchmark", dependencies: ["Schemas", "LosslessJSON"], path: "Tests/Benchmarks/SchemaBenchmark",
      swiftSettings: strict),

    tests("LosslessJSON", ["LosslessJSON"]),
    tests("Conversation", ["Conversation", "LosslessJSON"]),
    tests("Dialects", ["Dialects", "Conversation", "LosslessJSON"]),
    tests("Schemas", ["Schemas", "Conversation", "LosslessJSON"]),
    tests("Diagnosis", ["Diagnosis", "Schemas", "Conversation", "LosslessJSON"]),
    tests("Reports", ["Reports", "Diagnosis", "Schemas", "Conversation", "LosslessJSON"]),
    tests("Text", ["Text"]),
    tests("Debugging", ["Debugging", "Diagnosis", "Schemas", "Conversation", "LosslessJSON", "Text"]),
    tests(
      "Screen", ["Screen", "Debugging", "Diagnosis", "Schemas", "Conversation", "LosslessJSON", "Text"],
      exclude: ["Screens"]),
    tests("Processes", ["Processes", "Conversation"]),
    tests(
      "Transcripts", ["Transcripts", "Dialects", "Conversation", "LosslessJSON", "CSQLite"], exclude: ["Counts"]),
    tests("ToolRunners", ["ToolRunners", "Processes", "Schemas", "Conversation", "LosslessJSON"]),
    tests("Backends", ["Backends", "Processes", "Dialects", "Conversation", "LosslessJSON"]),
    tests(
      "Engine",
      [
        "Engine", "Screen", "Debugging", "Diagnosis", "Schemas", "Reports", "Text", "Transcripts", "Dialects",
        "ToolRunners", "Backends", "Processes", "Conversation", "LosslessJSON",
      ]),
    // The built binary, driven as a user drives it: arguments, pipes, a pseudo-terminal; and the repository's own order.
    tests(
      "Product",
      [
        "turntable", "Debugging", "Diagnosis", "Reports", "Transcripts", "Engine", "Processes", "Conversation",
        "LosslessJSON",
      ]),
  ]
)
