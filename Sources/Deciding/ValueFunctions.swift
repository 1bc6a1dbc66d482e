import NumericCore

/// From a figure to a utility in 0…1, one function for each criterion.
package enum ValueFunctions {
  /// End-to-end's and hybrid's utility of a quality difference, end-to-end less hybrid, in its unit.
  ///
  /// logistic(d / (5 margins)): one indifference margin gives 0.55 to 0.45 and decides nothing.
  package static func quality(difference: Double, margin: Double) -> Pair {
    let unit = DecidingRules.qualityScale * max(margin, 1e-9)
    let utility = Double.logistic(difference / unit)
    return Pair(endToEnd: utility, hybrid: 1 - utility)
  }

  /// The utility of staying below a limit: log(limit / figure), 0 at the limit and 1 at a hundredth of it.
  package static func headroom(limit: Double, figure: Double) -> Double {
    guard figure > 0, limit > 0 else { return figure <= 0 && limit > 0 ? 1 : 0 }
    let share = Double.log(limit / figure) / Double.log(DecidingRules.fullHeadroom)
    return min(max(share, 0), 1)
  }

  /// The utility of two labelling costs to the same quality, in euro.
  ///
  /// The curve of the prior's label price (``PriorAnchors/labelPrice``): equal costs prefer
  /// neither, four times the cost leaves 0.25 to 0.75 (C9). Where both are free, neither is better.
  package static func labellingCost(_ cost: Pair) -> Pair {
    guard cost.endToEnd > 0 || cost.hybrid > 0 else { return Pair(endToEnd: 0.5, hybrid: 0.5) }
    let ratio = cost.hybrid > 0 ? cost.endToEnd / cost.hybrid : .infinity
    let hybrid = PriorAnchors.labelPrice(ratio)
    return Pair(endToEnd: 1 - hybrid, hybrid: hybrid)
  }
}
