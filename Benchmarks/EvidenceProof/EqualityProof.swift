import Figures
import NumericCore
import Records

/// How often two architectures of equal skill are told apart.
struct EqualityProof {
  let laboratory: Laboratory

  func bars() async throws -> [Bar] {
    var bars: [Bar] = []
    for repetitions in [3, 5] {
      let count = laboratory.count(400)
      let verdicts = try await laboratory.outcomes(
        "equal architectures, \(repetitions) seeds", count: count
      ) { generator in
        let latent = LatentScores(luck: 0.05, shared: 0.7, items: 400)
        let outcomes = latent.outcomes(&generator)
        let common = latent.sharedPart(&generator)
        var answers: [Architecture: [[Double]]] = [:]
        for architecture in Architecture.allCases {
          answers[architecture] = (0..<repetitions).map { _ in
            latent.probabilities(1.2, outcomes, common, &generator)
          }
        }
        let run = SimulatedRun(
          repetitions: repetitions,
          items: { architecture, repetition in
            zip(answers[architecture]?[repetition] ?? [], outcomes).enumerated().map {
              SimulatedRun.item($0, $1.0, $1.1)
            }
          })
        return try run.evidence().timeFree.scores.first?.contrast?.verdict
      }
      bars.append(
        Bar(
          name: "truly equal, \(repetitions) seeds: better or worse",
          count: verdicts.count { $0 == .better || $0 == .worse }, trials: count,
          limit: .atMost(0.05), note: "\(verdicts.count { $0 == .equivalent }) said equivalent"))
    }
    return bars
  }
}
