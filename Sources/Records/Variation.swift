import Figures

/// The one thing that a trial of a study changes against the run's main trials.
///
/// A study asks what one choice does to the outcome: how well the hybrid's knowledge matches, on how
/// many sites the data lie, which stage is learned. Its trials repeat those of the main run, same
/// seeds and test items, with one variation each, so that every comparison stays paired.
package enum Variation: Codable, Sendable, Hashable {
  /// Another value of a knob of the embedded corpus, such as `knowledge`; for either architecture.
  case option(name: String, value: Double)
  /// Training on the examples of one site of several, numbered from 0; for either architecture.
  case site(Int, of: Int)
  /// The named stages of the hybrid replaced by learned parts, the others kept: the mix.
  case learned(stages: [String])
  /// A stage's oracle in its place, the later stages as they are or refitted to it.
  case oracle(stage: String, refitted: Bool)
  /// The network without weight decay, dropout, normalisation and early stopping.
  case unregularised
}

extension Variation {
  /// What is varied, in words, such as `knowledge 0.5` or `site 1 of 12`.
  package var label: String {
    switch self {
    case .option(let name, let value): "\(name) \(Format.setting(value, .dimensionless))"
    case .site(let site, let sites): "site \(site + 1) of \(sites)"
    case .learned(let stages): "learned: " + stages.joined(separator: ", ")
    case .oracle(let stage, let refitted):
      "oracle of \(stage)" + (refitted ? ", later stages refitted" : "")
    case .unregularised: "without regularisation"
    }
  }
}
