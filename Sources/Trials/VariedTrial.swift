import NumericCore
package import Records

extension TrialSpecification {
  /// The workload of the trial: the plan's, with another value of a knob where a study varies one.
  package func workload(of plan: Plan) -> WorkloadReference {
    guard case .option(let name, let value) = variation else { return plan.workload }
    var reference = plan.workload
    reference.options[name] = value
    return reference
  }

  /// The examples that the trial trains on: all, or the share of its site.
  ///
  /// A permutation drawn by the plan's seed, the repetition and the fold deals the examples to the
  /// sites in turn, so that shares differ by at most one example and both architectures share the
  /// deal. A share keeps the order of the whole.
  package func examples<Item>(of training: [Item], seed: UInt64) -> [Item] {
    guard case .site(let site, let sites) = variation, sites > 0 else { return training }
    var generator = SeededGenerator(seed: seed, "sites", repetition, fold)
    let order = generator.permutation(training.count)
    return stride(from: site, to: order.count, by: sites).map { order[$0] }.sorted()
      .map { training[$0] }
  }
}
