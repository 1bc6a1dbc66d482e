package import Figures
package import Records

/// A run's figures for services that draw them over time.
package enum BenchmarkFiles {
  /// One number of github-action-benchmark's custom tools.
  package struct Entry: Codable, Sendable, Equatable {
    package var name: String
    package var unit: String
    package var value: Double
    /// Half the interval's width, such as `± 0.01`; nil where there is no interval.
    package var range: String?
    /// The figure's own name, and the interval in full.
    package var extra: String
  }

  /// One number of the Bencher Metric Format.
  package struct Metric: Codable, Sendable, Equatable {
    package var value: Double
    package var lower_value: Double?
    package var upper_value: Double?
  }

  /// The figures of which less, or of which more, is better: the action takes each in a file of its own.
  package static func entries(_ evidence: Evidence, _ direction: Direction) -> [Entry] {
    numbers(evidence).filter { $0.kind.direction == direction }.map { number in
      let (unit, factor) = number.kind.unit.shown
      let half = number.estimate.interval.map { ($0.upper - $0.lower) / 2 * factor }
      return Entry(
        name: "\(number.architecture.rawValue) \(number.kind.id)", unit: unit,
        value: number.estimate.value * factor,
        range: half.map { "± \(Format.significant($0))" },
        extra: "\(number.kind.title): \(Format.estimate(number.estimate, number.kind.unit))")
    }
  }

  /// The figures by benchmark and measure: times in nanoseconds, as Bencher's own measures are.
  package static func metrics(
    _ evidence: Evidence, profile: String
  ) -> [String: [String: Metric]] {
    var metrics: [String: [String: Metric]] = [:]
    for number in numbers(evidence) {
      let factor = number.kind.unit == .seconds ? 1e9 : 1
      metrics["\(profile)/\(number.architecture.rawValue)", default: [:]][number.kind.id] = Metric(
        value: number.estimate.value * factor,
        lower_value: number.estimate.interval.map { $0.lower * factor },
        upper_value: number.estimate.interval.map { $0.upper * factor })
    }
    return metrics
  }

  private struct Number {
    let architecture: Architecture
    let kind: FigureKind
    let estimate: Estimate
  }

  private static func numbers(_ evidence: Evidence) -> [Number] {
    let figures =
      evidence.timeFree.scores + evidence.timeFree.properties + evidence.timed.figures
      + (evidence.timed.deployment?.figures ?? [])
    return figures.flatMap { figure in
      Architecture.allCases.compactMap { architecture in
        figure.estimates[architecture].flatMap { estimate in
          // JSON has no place for anything else.
          estimate.value.isFinite
            ? Number(architecture: architecture, kind: figure.kind, estimate: estimate) : nil
        }
      }
    }
  }
}

extension Unit {
  /// A unit that charts read well, and how many of it one base unit is.
  fileprivate var shown: (name: String, factor: Double) {
    switch self {
    case .seconds: ("ms", 1e3)
    case .bytes: ("MiB", 1 / 0x1p20)
    case .perSecond: ("/s", 1)
    case .euro: ("EUR", 1)
    case .count: ("count", 1)
    case .dimensionless: ("score", 1)
    }
  }
}
