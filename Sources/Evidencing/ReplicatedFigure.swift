import Figures
import NumericCore
import Records
import Statistics

/// A figure of which every session, or every repetition, gives one value: times, sizes, counts.
///
/// The values are positive and skewed, so mean and t-interval are of their logarithms: an estimate
/// is the geometric mean, and the contrast, end-to-end over hybrid paired unit by unit, is the
/// ratio of the two estimates. Where a value is not positive the arithmetic mean stands in and no
/// ratio is taken.
struct ReplicatedFigure {
  let kind: FigureKind
  /// What a replication is called: `session` or `repetition`.
  let unit: String
  let margin: Double
  let carriesVerdict: Bool
  let values: [Architecture: [Replicate]]

  /// The compared figure; nil where no architecture has a value.
  ///
  /// `single` gives the estimate of an architecture that has one replication only.
  func figure(single: (Architecture) -> Estimate? = { _ in nil }) -> ComparedFigure? {
    var figure = ComparedFigure(kind: kind, estimates: [:], replicates: values)
    for architecture in Architecture.allCases {
      guard let values = values[architecture]?.map(\.value), let first = values.first else {
        continue
      }
      figure.estimates[architecture] =
        values.count > 1
        ? estimate(values)
        : single(architecture) ?? Estimate(value: first, method: "one \(unit), no interval")
    }
    guard !figure.estimates.isEmpty else { return nil }
    contrast(&figure)
    return figure
  }

  private var areRatios: Bool {
    values.values.allSatisfy { $0.allSatisfy { $0.value > 0 && $0.value.isFinite } }
  }

  private func estimate(_ values: [Double]) -> Estimate? {
    guard areRatios else {
      return (try? Replications.mean(values)).map { mean in
        Estimate(
          value: mean.value, interval: mean.interval, standardError: mean.standardError,
          degreesOfFreedom: mean.degreesOfFreedom, method: "\(values.count) \(unit)s, t")
      }
    }
    return (try? Replications.mean(values.map(Double.log))).map {
      LogRatio.exponentiate($0, method: "\(values.count) \(unit)s, t on the log scale")
    }
  }

  private func contrast(_ figure: inout ComparedFigure) {
    let hybrids = Dictionary(
      (values[.hybrid] ?? []).map { ($0.unit, $0.value) }, uniquingKeysWith: { first, _ in first })
    let pairs = (values[.endToEnd] ?? []).compactMap { one in
      hybrids[one.unit].map { (one.value, $0) }
    }
    guard !pairs.isEmpty else { return }
    guard areRatios, let ratio = try? Replications.ratio(pairs.map(\.0), to: pairs.map(\.1)) else {
      figure.remarks.append("Not positive in every \(unit): no ratio is given.")
      return
    }
    let named = Estimate(
      value: ratio.value, interval: ratio.interval, standardError: ratio.standardError,
      degreesOfFreedom: ratio.degreesOfFreedom,
      method: pairs.count > 1
        ? "\(pairs.count) \(unit)s, paired, t on the log ratio" : "one \(unit), no interval")
    let judgement = Judgement(kind: kind, carriesVerdict: carriesVerdict)
    figure.contrast = judgement.ratio(named, margin: margin) { widths in
      Settlement.replications(
        standardError: ratio.standardError.map { $0 / ratio.value }, count: pairs.count,
        widths: widths, unit: unit)
    }
  }
}
