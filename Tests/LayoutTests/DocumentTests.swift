import Foundation
import Testing

@Suite("The documents")
struct DocumentTests {
  static var all: [String] {
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
      + SourceTree.files(under: "docs", endings: ["md"])
  }

  @Test("Every relative link leads to a file")
  func linksResolve() throws {
    var broken: [String] = []
    for document in Self.all {
      let folder = URL(filePath: document).deletingLastPathComponent().relativePath
      for match in try SourceTree.text(of: document).matches(of: #/\]\(([^)\s]+)\)/#) {
        let target = String(match.1.prefix { $0 != "#" })
        guard !target.isEmpty, !target.contains("://"), !target.hasPrefix("mailto:") else {
          continue
        }
        if !SourceTree.exists("\(folder)/\(target)") { broken.append("\(document): \(match.1)") }
      }
    }
    #expect(broken == [])
  }

  @Test("Every dependency has its line and its reason in docs/dependencies.md")
  func dependenciesAreExplained() throws {
    let manifest = try Manifest.load()
    let text = try SourceTree.text(of: "docs/dependencies.md")
    let names = manifest.packages + manifest.targets.compactMap(\.pkgConfig)
    #expect(!names.isEmpty)
    #expect(names.filter { !text.contains("`\($0)`") } == [])
  }

  @Test("Every module has its line in docs/concepts.md")
  func modulesAreExplained() throws {
    let text = try SourceTree.text(of: "docs/concepts.md")
    #expect(FloorTable.floors.keys.sorted().filter { !text.contains("`\($0)`") } == [])
  }
}

@Suite("The top of the repository")
struct TopLevelTests {
  static let agreed: Set<String> = [
    ".ci", ".gitignore", ".swift-format", "Benchmarks", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "Package.resolved", "Package.swift", "Profiles", "README.md", "Sources", "Tests",
    "docs", "run",
  ]

  static let tracked: [String]? =
    (try? Command.output("git", "-C", SourceTree.root.path, "ls-files"))
    .map { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) }

  @Test(
    "The top of the repository holds the agreed entries and no others",
    .enabled(if: tracked?.isEmpty == false, "git does not list the files of this copy"))
  func onlyAgreedEntries() throws {
    let top = Set(try #require(Self.tracked).map { $0.prefix { $0 != "/" } }.map(String.init))
    #expect(top.subtracting(Self.agreed) == [])
  }
}
