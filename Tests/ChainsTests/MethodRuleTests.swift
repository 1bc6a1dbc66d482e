import Chains
import Foundation
import Records
import Testing

@Suite("The rules that conclusions name")
struct MethodRuleTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("Every rule leads to a paragraph of the documents", arguments: MethodRule.allCases)
  func places(method: MethodRule) throws {
    let rule = method.rule
    let bytes = try Data(contentsOf: Self.root.appending(path: rule.document))
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let heading = try #require(
      lines.firstIndex { $0.drop { $0 == "#" } == " \(rule.section)" }, "\(rule)")
    guard let paragraph = rule.paragraph else { return }
    let section = lines[(heading + 1)...].prefix { !$0.hasPrefix("#") }
    #expect(section.contains { $0.contains("**\(paragraph)") }, "\(rule)")
  }

  @Test("A rule is a sentence without numbers: these stand in its section")
  func sentences() {
    for method in MethodRule.allCases {
      #expect(method.rule.text.hasSuffix("."))
      let digits = method.rule.text.filter(\.isNumber)
      #expect(digits.isEmpty, "\(method.rule.text)")
    }
  }
}
