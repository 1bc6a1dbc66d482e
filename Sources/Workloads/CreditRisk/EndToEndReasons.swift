import Classics
package import Explaining
import Networks
import Tensors
package import WorkloadKit

/// How the network's answers are explained: after the fact, by asking it about mixtures.
extension EndToEnd {
  /// Coalitions of fields that an explanation asks the network about.
  static let coalitions = 512
  /// Mixtures that the network answers at a time.
  private static let batch = 256

  package var explanationMethod: String { "KernelSHAP, \(Self.coalitions) coalitions" }

  package func explain(_ application: Application) throws(WorkloadError) -> Explanation {
    let form = fitted.encoder.form
    try application.check(against: form)
    // The log-odds, not the probability: contributions add up on that scale.
    let values = KernelSHAP(units: form.units.count, evaluations: Self.coalitions)
      .values(seed: 0, logits(ofMixtures: application, [typical]))
    return Explanation(contributions: values, names: form.units)
  }

  package func coalitionScores(
    _ application: Application, against references: [Application]
  ) throws(WorkloadError) -> (([Coalition]) -> [Double])? {
    try check([application] + references)
    let logits = logits(ofMixtures: application, references)
    let calibration = fitted.calibration
    // Calibration is linear in the log-odds, so the mean may come before it.
    return { coalitions in logits(coalitions).map(calibration.logOdds) }
  }

  /// The network's log-odds of mixtures, averaged over the references.
  private func logits(
    ofMixtures application: Application, _ references: [Application]
  ) -> ([Coalition]) -> [Double] {
    let encoding = FlatEncoding(encoder: fitted.encoder)
    let value = RowValue(
      row: encoding.row(application), background: references.map(encoding.row),
      columns: encoding.units, units: fitted.encoder.form.units.count, batch: Self.batch
    ) { rows in
      tapes.withTape { tape in
        // Levels of checked applications all have an embedding.
        (try? network.logits(encoding.batch(rows, on: tape)).value.values)
          ?? [Float](repeating: 0, count: rows.shape[0])
      }
    }
    return value.values
  }

  /// Integrated gradients over what the network's first layers take: the path leads from the
  /// reference's scaled numbers, flags, ledger and embeddings straight to the application's.
  ///
  /// A unit's contribution is that of all its numbers together. A level has no gradient, its embedding
  /// has: on the way, the network sees embeddings between those of two levels, which it never learnt.
  package func gradientContributions(
    _ application: Application, against references: [Application], _ method: IntegratedGradients
  ) throws(WorkloadError) -> [Double]? {
    try check([application] + references)
    let units = fitted.encoder.form.units.count
    guard let input = path([application])?.first, let baselines = path(references) else {
      throw Self.malformed(application)
    }
    let columns = pathUnits
    var sums = [Double](repeating: 0, count: units)
    for baseline in baselines {
      let shares = method.contributions(input: input, baseline: baseline, gradients: gradients)
      for (column, share) in shares.enumerated() { sums[columns[column]] += share }
    }
    // The log-odds fall with the slope of Platt's form.
    let scale = -fitted.calibration.slope / Double(references.count)
    return sums.map { $0 * scale }
  }

  /// Where applications lie on a path: numbers and ledger, then the embedding of each category.
  private func path(_ applications: [Application]) -> [[Float]]? {
    let encoding = FlatEncoding(encoder: fitted.encoder)
    return tapes.withTape { tape in
      var points: [[Float]] = []
      for row in applications.map(encoding.row) {
        var point = Array(row[..<encoding.ledger.upperBound])
        for (embedding, level) in zip(network.embeddings, row[encoding.ledger.upperBound...]) {
          guard let embedded = try? embedding([Int(level)], on: tape) else { return nil }
          point += embedded.value.values
        }
        points.append(point)
      }
      return points
    }
  }

  /// The unit of each number of a point.
  private var pathUnits: [Int] {
    let encoding = FlatEncoding(encoder: fitted.encoder)
    let width = fitted.sizes.embedding
    return Array(encoding.units[..<encoding.ledger.upperBound])
      + encoding.units[encoding.ledger.upperBound...].flatMap { unit in
        [Int](repeating: unit, count: width)
      }
  }

  /// The gradients of the log-odds at points, all of them one after the other.
  private func gradients(_ points: [Float]) -> [Float] {
    let encoding = FlatEncoding(encoder: fitted.encoder)
    let width = pathUnits.count
    let count = points.count / max(1, width)
    let tape = Tape(.gradients)
    let point = tape.input(Tensor(Shape(count, width), points))
    let embedding = fitted.sizes.embedding
    let embedded = fitted.encoder.form.categories.indices.map { category in
      let start = encoding.ledger.upperBound + category * embedding
      return point.columns(start..<start + embedding)
    }
    let logits = network.logits(
      numbers: point.columns(encoding.numbers),
      ledger: point.columns(encoding.ledger).reshaped(encoding.months(count)), embedded: embedded)
    return tape.gradients(of: logits.sum()).of(point).values
  }

  private func check(_ applications: [Application]) throws(WorkloadError) {
    for application in applications { try application.check(against: fitted.encoder.form) }
  }
}
