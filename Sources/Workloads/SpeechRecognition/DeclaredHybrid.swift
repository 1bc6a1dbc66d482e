import Networks
import NumericCore
import Records
import Signals
import WorkloadKit

extension Hybrid {
  /// The numbers that can be declared: from where a width of 16 is near enough, to what was measured.
  static let declaredRange = 20_000...DeclaredSize.largest

  /// A hybrid whose acoustic model has about a declared number of parameters, with random weights.
  ///
  /// Lexicon, language model and search are those that the recordings give: a deployment's model grows
  /// in its network. What a larger vocabulary does to the search is not in it.
  ///
  /// - Throws: `WorkloadError` for a number that no width is near, or too few recordings.
  static func declared(
    parameters: Int, on items: [Utterance], seed: UInt64
  ) throws(WorkloadError) -> Declared<Waveform, Transcript> {
    do {
      let fitting = try HybridFitting(items, recipe: HybridRecipe(), seed: seed)
      let classes = fitting.inventory.classes
      let inputs = AcousticNetwork.context.count * CepstralFeatures.width
      let size = try DeclaredSize(
        parameters: parameters, widthStep: parameters < 1_000_000 ? 4 : 16
      ) { width in (inputs + 1) * width + (width + 1) * width + (width + 1) * classes }
      var generator = SeededGenerator(seed: seed, "speech-recognition", "declared hybrid")
      let network = AcousticNetwork(
        width: size.width, classes: classes, dropout: 0, from: &generator)
      try size.check(network)
      let hybrid = try Hybrid(fitting.unfitted(width: size.width), network: network)
      return Declared(
        candidate: hybrid,
        model: DeclaredModel(
          declared: parameters, stages: hybrid.stageParameters,
          shape: "an acoustic model of two layers of \(size.width) over \(inputs) numbers, "
            + "\(classes) states",
          projections: [
            .init(
              part: "decoder", factor: 0.5...20,
              reason: "a larger vocabulary and sharper or flatter scores keep other numbers of"
                + " tokens alive")
          ]))
    } catch let error as WorkloadError {
      throw error
    } catch {
      throw WorkloadError(
        "the hybrid cannot be built: \(error)", remedy: "declare another number of parameters")
    }
  }
}
