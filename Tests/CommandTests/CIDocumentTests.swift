import Foundation
import StrictYAML
import Testing

/// What `docs/ci.md` gives to copy.
@Suite("The document on CI")
struct CIDocumentTests {
  static let text =
    (try? String(
      decoding: Data(contentsOf: packageRoot.appending(path: "docs/ci.md")), as: UTF8.self)) ?? ""

  /// The fenced blocks of a language.
  static func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "```" + language + "\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0] + "\n"
    }
  }

  @Test("holds a gate and two workflows, and each is YAML")
  func yaml() {
    let blocks = Self.blocks("yaml")
    #expect(blocks.count == 3)
    for block in blocks {
      let file = YAMLFile(bytes: Array(block.utf8), file: "block.yaml")
      #expect(file.root != nil)
      #expect(file.problems == [])
    }
  }

  @Test("holds a gate that assay reads")
  func gate() async throws {
    let scratch = try Scratch()
    let block = Self.blocks("yaml")[0].replacing("../../Profiles/credit-risk.yaml", with: "p.yaml")
    try scratch.write(SharedRun.profile(), to: "p.yaml")
    let run = try await assay("gate", scratch.write(block, to: "gate.yaml"))
    #expect(run.ending == .exit(4), "\(run.error)")
    #expect(
      run.error.contains("there is no baseline \(scratch.url("credit-risk.baseline.json").path)"))
  }

  /// Every `assay …` of the shell blocks and the workflows.
  static let commands: [[String]] = (blocks("sh") + blocks("yaml")).flatMap { block in
    block.matches(of: #/(?:^|\s|\/)assay ((?:gate|baseline|recommend|diff|schema) [^\n&|]*)/#)
      .map { $0.1.split(separator: " ").map(String.init) }
  }

  @Test("names only commands and options that there are", arguments: commands)
  func command(words: [String]) async throws {
    let path = words[0] == "baseline" ? Array(words.prefix(2)) : [words[0]]
    let help = try await Started(Programs.assay, path + ["--help"]).end()
    #expect(help.ending == .exit(0))
    for option in words where option.hasPrefix("--") {
      #expect(help.output.contains(option + " "), "\(path) has no \(option)")
    }
  }

  @Test("is not without commands")
  func count() { #expect(Self.commands.count >= 8) }

  @Test("names every exit code of the gate")
  func exitCodes() {
    for code in [0, 2, 3] { #expect(Self.text.contains("| \(code) |\n")) }
    #expect(Self.text.contains("the exit code is 4"))
  }
}
