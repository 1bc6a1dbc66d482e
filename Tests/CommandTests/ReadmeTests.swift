import Foundation
import Testing

@Suite("What the README shows")
struct ReadmeTests {
  /// The text of the fenced block between the two marks; nil where there is none.
  static func block(of readme: String) -> String? {
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false)
    guard
      let begin = lines.firstIndex(of: "<!-- what ./run demo prints: begin -->"),
      let end = lines.firstIndex(of: "<!-- what ./run demo prints: end -->"), begin < end
    else { return nil }
    let fenced = lines[(begin + 1)..<end].drop { !$0.hasPrefix("```") }.dropFirst()
    return fenced.prefix { !$0.hasPrefix("```") }.joined(separator: "\n")
  }

  static let printed =
    (try? String(
      contentsOf: packageRoot.appending(path: "README.md"), encoding: .utf8))
    .flatMap(block)

  @Test("has its place in the README")
  func marked() { #expect(Self.printed != nil) }

  /// A run says some things only if there is something to say.
  static let occasional: Set<String> = [
    "# Ranking", "# Reasons", "# Doubts", "# What would change it", "# Measure next",
  ]

  @Test(
    "has the shape of what the command prints today: sections, columns and rows")
  func shape() async throws {
    let shown = OutputShape(try #require(Self.printed))
    let today = OutputShape(try await SharedRun.finished().output)
    let common = Set(shown.headings).intersection(today.headings)
    #expect(shown.headings.filter(common.contains) == today.headings.filter(common.contains))
    #expect(
      Set(shown.headings).symmetricDifference(today.headings).subtracting(Self.occasional) == [])
    for heading in common {
      #expect(shown.sections[heading] == today.sections[heading], "\(heading)")
    }
  }

  @Test("is compared without numbers and line breaks, and not without words")
  func whatCounts() {
    let text = """
      credit: end-to-end or hybrid
      ════════════════════════════

      Scores at 4,000 examples
        figure            end-to-end   hybrid
        ────────────────  ──────────  ───────
        memory, peak of         1.10     0.98
        serving
        AUC *                   0.77     0.78

        A note.

      Decision: hybrid
        Build it.
      The run is in runs/20261123-101500-credit; and so on.
      """
    let shape = OutputShape(text)
    #expect(
      shape.parts == [
        "# credit: end-to-end or hybrid", "# Scores at 0 examples",
        "| figure | end-to-end | hybrid",
        "- memory, peak of serving", "- AUC", "# Decision:", "# The run is in",
      ])
    let other = text.replacing("4,000", with: "240").replacing("0.77", with: "0.65")
    #expect(OutputShape(other.replacing("Decision: hybrid", with: "Decision: neither")) == shape)
    #expect(OutputShape(text.replacing("AUC", with: "KS")) != shape)
    #expect(OutputShape(text.replacing("hybrid\n  ──", with: "staged\n  ──")) != shape)
  }
}
