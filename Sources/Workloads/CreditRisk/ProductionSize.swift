import Classics
import Figures
import Networks
import NumericCore
import Records
import Tensors
import WorkloadKit

/// Builds both candidates at a declared number of parameters, with random weights, for timing alone.
///
/// The network keeps its inputs, layers and depth: it grows in width, with a third as many filters as
/// it is wide, as in the most ordinary configuration of the trained one (48 and 16). A scorecard does
/// not reach millions of parameters by more characteristics or bins, so the hybrid's number is read as that
/// of a learned characteristic beside the engineered ones; see ``ProductionHybrid``.
struct ProductionSize {
  let form: ApplicationForm
  /// For what is no weight: scales, levels, the bins of the scorecard.
  let applicants: [Applicant]
  let seed: UInt64

  /// The numbers that can be declared: from where width 3 is near enough, to what was measured.
  static let range = 10_000...DeclaredSize.largest

  /// Measured once at 120 million, on two cores of an AMD EPYC with AVX2 that were busy with other work
  /// too, one thread: orders of magnitude.
  static let cost = WorkloadDescriptor.Cost.Declared(
    parameters: range, build: 6e-9, answer: 0.5e-9, offline: 0.3e-9, explanation: 160e-9)
  /// Likewise at 40 million: its scorecard is fitted on answers, and explains at the price of one.
  static let costOfHybrid = WorkloadDescriptor.Cost.Declared(
    parameters: range, build: 50e-9, answer: 0.5e-9, offline: 0.3e-9, explanation: 0.7e-9)

  func endToEnd(
    parameters: Int
  ) throws(WorkloadError) -> Declared<Application, CreditAnswer> {
    let encoder = Encoder(applicants.map(\.input), form: form)
    let (network, sizes) = try network(encoder, parameters: parameters, .endToEnd)
    let typical = Application.typical(of: applicants, form: form)
    // Two made-up scores give it a calibration: asking a network of this size would win nothing.
    let candidate = EndToEnd(
      EndToEnd.Fitted(
        encoder: encoder, sizes: sizes, calibration: try calibration([0, 1], [false, true]),
        cutOff: 0.5, typicalNumbers: typical.numbers, typicalCategories: typical.categories,
        typicalSeries: typical.series),
      network: network)
    return Declared(
      candidate: candidate,
      model: DeclaredModel(
        declared: parameters, stages: candidate.stageParameters, shape: Self.shape(encoder, sizes)))
  }

  func hybrid(parameters: Int) throws(WorkloadError) -> Declared<Application, CreditAnswer> {
    let cleaning = Cleaning.fit(applicants.map(\.input), form: form)
    var clean: [Application] = []
    for applicant in applicants { clean.append(try cleaning.run(applicant.input)) }
    let encoder = Encoder(clean, form: form)
    let (network, sizes) = try network(encoder, parameters: parameters, .hybrid)
    // The scorecard is binned on answers to many at once, whose workspace the candidate must not keep.
    let scores = try LearnedScore(network: network).scores(clean)
    let learned = LearnedScore(network: network)
    let features = FeatureEngineering(form: form)
    let rules = PolicyRules(features: features.listed)
    var rows: [[CharacteristicValue]] = []
    for (application, score) in zip(clean, scores) {
      let ruled = try rules.run(try features.run(application))
      rows.append(ruled.values + [.number(score)])
    }
    let names = features.features.map(\.name) + rules.rules.map(\.code) + [LearnedScore.name]
    let card = try scorecard(rows, names: names)
    let candidate = ProductionHybrid(
      cleaning: cleaning, features: features, rules: rules, learned: learned,
      scorecard: ScorecardStage(card: card),
      calibration: CalibrationStage(
        calibration: try calibration(rows.map { card.logit($0) }, applicants.map(\.defaulted))))
    return Declared(
      candidate: candidate,
      model: DeclaredModel(
        declared: parameters, stages: candidate.stageParameters,
        shape: "a learned characteristic beside the engineered ones, in the same scorecard: "
          + Self.shape(encoder, sizes)))
  }

  private func network(
    _ encoder: Encoder, parameters: Int, _ architecture: Architecture
  ) throws(WorkloadError) -> (CreditNetwork, CreditNetwork.Sizes) {
    do throws(DeclaredSizeError) {
      // Large widths in steps that fill whole vectors.
      let size = try DeclaredSize(
        parameters: parameters, widthStep: parameters < 1_000_000 ? 3 : 24
      ) { Self.count(encoder, Self.sizes(width: $0)) }
      let sizes = Self.sizes(width: size.width)
      var generator = SeededGenerator(
        seed: seed, "credit-risk", "declared \(architecture.rawValue)")
      let network = CreditNetwork(encoder: encoder, sizes: sizes, from: &generator)
      try size.check(network)
      return (network, sizes)
    } catch {
      throw WorkloadError(
        "\(architecture.rawValue) cannot be built: \(error)",
        remedy: "declare another number of parameters")
    }
  }

  private func scorecard(
    _ rows: [[CharacteristicValue]], names: [String]
  ) throws(WorkloadError) -> Scorecard {
    let characteristics = names.enumerated().map { column, name in
      Characteristic(name: name, column: CharacteristicColumn(rows.map { $0[column] }))
    }
    var options = Scorecard.Options()
    options.binner.maximumBins = 6
    options.binner.monotone = true
    do {
      return try Scorecard.fit(
        characteristics, bad: applicants.map(\.defaulted), options: options)
    } catch {
      throw Self.tooFew(error)
    }
  }

  private func calibration(
    _ scores: [Double], _ outcomes: [Bool]
  ) throws(WorkloadError) -> PlattCalibration {
    do {
      return try PlattCalibration.fit(scores: scores, outcomes: outcomes)
    } catch {
      throw Self.tooFew(error)
    }
  }

  private static func tooFew(_ error: ClassicsError) -> WorkloadError {
    WorkloadError(
      "the hybrid of a declared size has no scorecard: \(error.message)",
      remedy: "bring examples of both outcomes")
  }

  private static func sizes(width: Int) -> CreditNetwork.Sizes {
    CreditNetwork.Sizes(width: width, filters: width / 3, dropout: 0)
  }

  /// The parameters of the network, from its sizes alone.
  private static func count(_ encoder: Encoder, _ sizes: CreditNetwork.Sizes) -> Int {
    let filters = sizes.filters
    var joined = encoder.numberWidth
    var count = 0
    if encoder.channels > 0 {
      count += ParameterCounts.convolution(encoder.channels, filters, kernel: 5)
      count += ParameterCounts.convolution(filters, filters, kernel: 4)
      count += ParameterCounts.convolution(filters, filters, kernel: 3)
      let windows = [
        AxisWindow(5, padding: 2), AxisWindow(4, stride: 2, padding: 1),
        AxisWindow(3, stride: 2, padding: 1),
      ]
      joined += windows.reduce(encoder.form.months) { $1.count(on: $0) } * filters
    }
    for category in encoder.form.categories {
      count += ParameterCounts.embedding(category.levels.count + 1, sizes.embedding)
      joined += sizes.embedding
    }
    return count + ParameterCounts.layerNorm(joined) + ParameterCounts.dense(joined, sizes.width)
      + ParameterCounts.dense(sizes.width, sizes.width) + ParameterCounts.dense(sizes.width, 1)
  }

  private static func shape(_ encoder: Encoder, _ sizes: CreditNetwork.Sizes) -> String {
    let width = Format.count(sizes.width)
    let dense = "dense layers of \(width), \(width) and 1"
    return encoder.channels > 0
      ? "three convolutions of \(Format.count(sizes.filters)) filters over the ledger, then \(dense)"
      : dense
  }
}
