import Evidencing
import Figures
import Foundation
import Gates
import Records
import Schema
import StrictYAML
import Testing

@Suite("A threshold")
struct ThresholdTests {
  static let latency = FigureCatalogue.latency(0.99, .singleStream)

  static let rules: [(text: String, rule: Threshold.Rule)] = [
    ("auc >= 0.75", figure(nil, auc, .higherIsBetter, .value(0.75))),
    ("auc>=0.75", figure(nil, auc, .higherIsBetter, .value(0.75))),
    ("hybrid.auc >= baseline - 0.01", figure(.hybrid, auc, .higherIsBetter, .offset(-0.01))),
    ("hybrid.auc >= baseline − 0.01", figure(.hybrid, auc, .higherIsBetter, .offset(-0.01))),
    ("end-to-end.auc >= baseline", figure(.endToEnd, auc, .higherIsBetter, .offset(0))),
    (
      "hybrid.latency-p99 <= 80 ms",
      figure(.hybrid, latency, .lowerIsBetter, .value(0.08))
    ),
    ("p99 <= 80 ms", figure(nil, latency, .lowerIsBetter, .value(0.08))),
    ("p99 <= 1.10 x baseline", figure(nil, latency, .lowerIsBetter, .multiple(1.1))),
    ("p99 <= 1.10 × baseline", figure(nil, latency, .lowerIsBetter, .multiple(1.1))),
    ("p99 <= 1.10 * baseline", figure(nil, latency, .lowerIsBetter, .multiple(1.1))),
    ("p99 <= baseline + 5 ms", figure(nil, latency, .lowerIsBetter, .offset(0.005))),
    (
      "latency-p99.9 <= 80 ms",
      figure(
        nil, FigureCatalogue.latency(0.999, .singleStream), .lowerIsBetter, .value(0.08))
    ),
    (
      "hybrid.p99.9 <= 80 ms",
      figure(
        .hybrid, FigureCatalogue.latency(0.999, .singleStream), .lowerIsBetter, .value(0.08))
    ),
    (
      "memory-peak-serving <= 512 MiB",
      figure(nil, FigureCatalogue.memoryPeakServing, .lowerIsBetter, .value(512 * 0x1p20))
    ),
    (
      "throughput-offline >= 50000/s",
      figure(nil, FigureCatalogue.throughput, .higherIsBetter, .value(50_000))
    ),
    (
      "parameters <= 5k", figure(nil, FigureCatalogue.parameters, .lowerIsBetter, .value(5000))
    ),
    ("decision == hybrid", .decision(DecisionRule(outcome: .hybrid, acceptability: nil))),
    (
      "decision == cannot-tell-yet",
      .decision(DecisionRule(outcome: .cannotTellYet, acceptability: nil))
    ),
    (
      "decision == hybrid with acceptability >= 0.8",
      .decision(DecisionRule(outcome: .hybrid, acceptability: 0.8))
    ),
  ]

  static func figure(
    _ architecture: Architecture?, _ kind: FigureKind, _ side: Direction,
    _ limit: FigureRule.Limit
  ) -> Threshold.Rule {
    .figure(FigureRule(architecture: architecture, figure: kind, side: side, limit: limit))
  }

  @Test("is read as what it says", arguments: rules.indices)
  func rule(index: Int) throws {
    let (text, rule) = Self.rules[index]
    #expect(try thresholds([text]).map(\.rule) == [rule])
  }

  @Test("fits the pattern that editors check it by", arguments: rules.indices)
  func pattern(index: Int) throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(reader.schema.description.utf8))
        as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    let list = try #require(properties["thresholds"] as? [String: Any])
    let item = try #require(list["items"] as? [String: Any])
    let pattern = try Regex(try #require(item["pattern"] as? String))
    #expect(Self.rules[index].text.wholeMatch(of: pattern) != nil)
  }

  @Test("knows its line, and whether it needs the baseline")
  func needs() throws {
    let read = try thresholds(["auc >= 0.75", "auc >= baseline", "p99 <= 1.1 x baseline"])
    #expect(read.map(\.position.line) == [6, 7, 8])
    #expect(read.map(\.needsBaseline) == [false, true, true])
  }

  @Test("of the gate that comes with assay is sound")
  func shipped() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Benchmarks/gates/credit-risk.yaml").path
    let others = ["brier", "ks", "ece"].map {
      FigureKind(
        id: $0, title: $0, unit: .dimensionless, direction: .lowerIsBetter, source: "test")
    }
    let (gate, warnings) = try GateReader(figures: [auc] + others + FigureCatalogue.all)
      .read(path: path)
    #expect(warnings == [])
    #expect(gate.name == "consumer-credit")
    #expect(gate.needsBaseline)
  }
}
