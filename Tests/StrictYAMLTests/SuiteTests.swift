import Foundation
import StrictYAML
import Testing

/// All cases of the YAML test suite (https://github.com/yaml/yaml-test-suite), release 2022-01-17.
@Suite("The YAML test suite")
struct SuiteTests {
  static let cases = SuiteCase.all
  static let hint: Comment = "set ASSAY_DATA to the folder that holds yaml-test-suite/"

  /// The tree of a case, or why there is none.
  private static func outcome(_ test: SuiteCase) -> (root: Node?, refusal: String) {
    let file = YAMLFile(bytes: Array(test.yaml.utf8), file: test.id)
    guard let problem = file.problems.first else { return (file.root, "") }
    return (nil, problem.message)
  }

  @Test("is whole: 402 cases, 94 of which must fail", .enabled(if: cases != nil, hint))
  func whole() throws {
    let cases = try #require(Self.cases)
    #expect(cases.count == 402)
    #expect(cases.count { $0.error } == 94)
  }

  @Test(
    "holds nothing that must fail and is read, but for libyaml's known leniency",
    .enabled(if: cases != nil, hint))
  func mustFail() throws {
    var read: Set<String> = []
    for test in try #require(Self.cases) where test.error {
      if Self.outcome(test).root != nil { read.insert(test.id) }
    }
    #expect(read == Set(Leniency.reasons.keys))
  }

  @Test(
    "is read as its events and its JSON say, wherever it is read",
    .enabled(if: cases != nil, hint))
  func nothingMisread() throws {
    var compared = (events: 0, json: 0)
    for test in try #require(Self.cases) where !test.error {
      guard let root = Self.outcome(test).root else { continue }
      #expect(SuiteTree(root) == test.tree, "\(test.id): \(test.name)")
      compared.events += 1
      guard let json = test.json else { continue }
      #expect(SuiteJSON(root) == json, "\(test.id): \(test.name)")
      compared.json += 1
    }
    #expect(compared.events == SuiteCounts.read)
    #expect(compared.json == SuiteCounts.readWithJSON)
  }

  @Test(
    "is refused where it is sound YAML for the reasons that the house has, each counted",
    .enabled(if: cases != nil, hint))
  func refusals() throws {
    var counts: [Refusals.Reason: Int] = [:]
    for test in try #require(Self.cases) where !test.error {
      let (root, refusal) = Self.outcome(test)
      guard root == nil else { continue }
      let reason = try #require(Refusals.reason(of: refusal), "\(test.id): \(refusal)")
      counts[reason, default: 0] += 1
    }
    #expect(counts == Refusals.counts)
  }
}
