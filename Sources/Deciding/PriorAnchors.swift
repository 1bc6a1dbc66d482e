/// The membership functions of the prior matrix, each with the claim that anchors it.
///
/// A utility says how far the profile is one of those for which the claims name the architecture.
/// Where a claim gives two situations, one for each architecture, they are put at 0.25 and 0.75:
/// the article states tendencies, no certainties. What no claim gives is marked a convention.
package enum PriorAnchors {
  /// Paired examples for end-to-end, about C9: 200 k pairs did what 50 k annotated slices did for stages.
  package static let endToEndExamples = Membership(
    .init(at: 50_000, utility: 0.25), .init(at: 200_000, utility: 0.75))

  /// Paired examples for a hybrid: C9 again, where stages needed a quarter of the examples.
  ///
  /// C8's transfer, which lets a network do with fewer pairs, is not applied: the built-in
  /// networks train from scratch.
  package static let hybridExamples = Membership(
    .init(at: 12_500, utility: 0.25), .init(at: 50_000, utility: 0.75))

  /// Stage annotations to one paired example, for a hybrid (C13).
  ///
  /// C9's 50 k annotations against 200 k pairs make the middle; that a tenfold supply counts as
  /// plenty is a convention. No annotations at all count as a hundredth to one.
  package static let stageAnnotations = Membership(
    .init(at: 0.25, utility: 0.5), .init(at: 2.5, utility: 0.9), range: 0.01...1000)

  /// The price of a paired label in stage labels, for a hybrid (C13, C9).
  ///
  /// Equal prices prefer neither; C9's +300 %, four times the cost, is its tendency.
  package static let labelPrice = Membership(
    .init(at: 1, utility: 0.5), .init(at: 4, utility: 0.75), range: (1.0 / 64)...64)

  /// What scattered data are to a hybrid (C13); an end-to-end network gets the complement.
  package static let scattered = 0.75

  /// What data in one place are to either: no claim prefers one.
  package static let central = neutral

  /// The utility of what speaks for neither.
  package static let neutral = 0.5

  /// How the four parts make the data cell, a convention: examples count as much as the rest.
  package static let dataShares = (examples: 0.5, annotations: 0.15, distribution: 0.15, price: 0.2)

  /// The latency budget in seconds, for a hybrid (C14): about a second will do, 100 ms will not.
  package static let latencyBudget = Membership(
    .init(at: 0.1, utility: 0.25), .init(at: 1, utility: 0.75))

  /// The weight of regulation, for a hybrid (C15); see ``regulatoryWeight(businessCritical:explaining:)``.
  ///
  /// A weight of 1 is a system that need not explain, 2 one that is business-critical or under
  /// one regime that demands explanation.
  package static let regulation = Membership(
    .init(at: 1, utility: 0.25), .init(at: 2, utility: 0.75), range: 1...1024)

  /// 1, doubled for a business-critical system and multiplied by 1 + the regimes that demand explanation.
  package static func regulatoryWeight(businessCritical: Bool, explaining: Int) -> Double {
    (businessCritical ? 2 : 1) * Double(1 + max(0, explaining))
  }
}
