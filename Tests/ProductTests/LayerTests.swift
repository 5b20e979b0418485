import Foundation
import Testing

/// The arrows between the layers: Package.swift draws them, README.md explains them, the imports keep them.
/// The compiler alone does not: it lets a file import what its target reaches over another.
@Suite struct LayerTests {
  /// Dependencies of each Swift target, as Package.swift declares them.
  static let declared: [String: Set<String>] = {
    var layers: [String: Set<String>] = [:]
    let package = (try? Repository.text("Package.swift")) ?? ""
    for match in package.matches(of: /layer\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/) {
      layers[String(match.1)] = names(in: match.2 ?? "")
    }
    if let main = package.firstMatch(of: /executableTarget\(\s*name: "turntable",\s*dependencies: \[([^\]]*)\]/) {
      layers["turntable"] = names(in: main.1).subtracting(["ArgumentParser", "swift-argument-parser"])
    }
    return layers
  }()

  /// Swift and C targets of this package.
  static let targets: Set<String> = {
    let package = (try? Repository.text("Package.swift")) ?? ""
    return Set(declared.keys).union(package.matches(of: /\.target\(\s*name: "(C\w+)"/).map { String($0.1) })
  }()

  struct Row {
    let name: String
    let sees: Set<String>
    let isPure: Bool
  }

  /// The layer table of README.md.
  static let documented: [Row] = {
    let readme = (try? Repository.text("README.md")) ?? ""
    return readme.matches(of: /\n\| `(\w+)` \| (pure|world) \| [^|]+ \| ([^|]*) \|/).map { match in
      Row(
        name: String(match.1), sees: Set(match.3.matches(of: /`(\w+)`/).map { String($0.1) }), isPure: match.2 == "pure"
      )
    }
  }()

  @Test func theReadmeTableNamesEveryArrowOfThePackage() {
    #expect(Self.declared.count > 10)
    #expect(Set(Self.documented.map(\.name)) == Set(Self.declared.keys))
    for row in Self.documented {
      #expect(row.sees == Self.declared[row.name], "\(row.name) in README.md and in Package.swift")
    }
  }

  @Test(arguments: declared.keys.sorted())
  func importsFollowTheArrows(layer: String) throws {
    let arrows = try #require(Self.declared[layer])
    let isPure = Self.documented.contains { $0.name == layer && $0.isPure }
    let files = try Repository.files(under: "Sources/" + layer, endingIn: ".swift")
    #expect(!files.isEmpty)
    for file in files {
      for module in try Self.imports(of: "Sources/\(layer)/\(file)") {
        if Self.targets.contains(module) {
          #expect(arrows.contains(module), "Sources/\(layer)/\(file) imports \(module) against the arrows")
        } else if module != "ArgumentParser" {
          #expect(!isPure, "Sources/\(layer)/\(file) imports \(module): a pure layer sees nothing of the system")
        }
      }
    }
  }

  @Test func theArrowsGoOneWay() {
    var open = Self.declared
    while let free = open.first(where: { $0.value.allSatisfy { open[$0] == nil } }) { open[free.key] = nil }
    #expect(open.isEmpty, "these layers depend on each other: \(open.keys.sorted())")
  }

  private static func names(in list: Substring) -> Set<String> {
    Set(list.matches(of: /"([\w-]+)"/).map { String($0.1) })
  }

  private static func imports(of file: String) throws -> [String] {
    try Repository.text(file).split(separator: "\n").compactMap { line in
      let kinds = /struct|class|enum|protocol|func|var|let|typealias/
      guard let match = line.firstMatch(of: /^(?:@\w+ )*(?:package )?import (.+)/) else { return nil }
      let words = match.1.split(whereSeparator: { $0 == " " || $0 == "." })
      return words.first { $0.wholeMatch(of: kinds) == nil }.map(String.init)
    }
  }
}
