import Figures
import Records

/// Why a figure of a run may carry no verdict, however narrow its interval is.
///
/// A failed repetition leaves the others, which alone say nothing of what a change broke; a trial that
/// its budget stopped is no fair figure of its architecture; reasons that are not told apart from
/// their controls were not measured.
struct Obstacle {
  let reason: String
  let remedy: String

  /// Nil where nothing stands in the way.
  init?(_ run: FinishedRun, _ id: String, _ architecture: Architecture) {
    let facts = run.evidence.timeFree
    let name = architecture.rawValue
    if let figure = run.evidence.figure(id) {
      let units = Set((figure.replicates[architecture] ?? []).map(\.unit))
      let missing = (1...max(1, run.plan.repetitions)).filter { !units.contains($0) }
      if !units.isEmpty, !missing.isEmpty {
        reason =
          "Repetition \(missing.map(String.init).joined(separator: ", ")) has no \(id) of \(name): its"
          + " trial or session failed."
        remedy = "See what failed with 'assay show', then 'assay resume --retry-failed'."
        return
      }
    }
    let trials = run.plan.mainTrials.filter {
      $0.architecture == architecture && $0.size == run.plan.sizes.last
    }
    let isTimeFree = (facts.scores + facts.properties).contains { $0.kind.id == id }
    if isTimeFree, trials.contains(where: { facts.undertrained.contains($0.number) }) {
      reason = "A budget stopped trials of \(name) before a plateau: no verdict rests on them."
      remedy = "Run with a greater effort."
      return
    }
    let isOfReasons = ["necessity", "sufficiency", "necessity-and-sufficiency"].contains(id)
    if isOfReasons,
      facts.explanations.contains(where: { $0.architecture == architecture && !$0.measurable })
    {
      reason = "The reasons of \(name) are not told apart from their controls: not measurable."
      remedy = "Run with a greater effort, which explains more decisions."
      return
    }
    return nil
  }
}
