import Classics
package import Explaining
import NumericCore
package import WorkloadKit

/// The median numbers, most frequent levels and median ledger of those who repaid: no one's own.
struct TypicalApplicant: Codable, Sendable {
  /// Nil for a field that no one gave.
  private var numbers: [Double?]
  private var categories: [Int]
  private var series: [[Double]]

  init(_ application: Application) {
    numbers = application.numbers.map { $0.isNaN ? nil : $0 }
    categories = application.categories
    series = application.series
  }

  /// As an application; its id is that of the one it is held against.
  func application(id: String) -> Application {
    Application(
      id: id, numbers: numbers.map { $0 ?? .nan }, categories: categories, series: series)
  }
}

extension Hybrid {
  package var explanationMethod: String {
    hasCard
      ? "reason codes of the scorecard" : "KernelSHAP, \(EndToEnd.coalitions) coalitions"
  }

  /// Whether a scorecard gives the log-odds, so that its points are the reasons.
  private var hasCard: Bool {
    networks.scorecard == nil && fitted.oracle != .scorecard && fitted.scorecard != nil
  }

  /// The card's principal reasons: points lost against the average applicant, most first.
  ///
  /// Where something else stands in the card's place, KernelSHAP names the reasons, as it does for
  /// the network.
  package func explain(_ application: Application) throws(WorkloadError) -> Explanation {
    let ruled = try ruled(application)
    guard hasCard, let card = fitted.scorecard?.card else { return try attribute(application) }
    let reasons = card.reasons(for: ruled.values)
    let list = listed
    var named: [NamedReason] = []
    for reason in reasons {
      let units: [Int]
      let text: String
      if reason.position >= handedOn {
        (text, units) = try rule(reason.position - handedOn, for: application)
      } else {
        text = "\(reason.characteristic): \(reason.attribute)"
        let activation = fitted.featureNetwork.map { reason.position - $0.fields.features.count }
        units =
          if let activation, activation >= 0 {
            weightiest(activation, application)
          } else {
            list[reason.position].units
          }
      }
      named.append(NamedReason(text: text, units: units, weight: reason.lost))
    }
    return Explanation(reasons: named)
  }

  /// The features that the stage hands to the rules, and how many of them reach the card.
  var listed: [ListedFeature] {
    if fitted.oracle == .features {
      return zip(DefaultProcess.terms, TrueFeatures.units).map(ListedFeature.init)
    }
    return networks.features?.listed ?? fitted.features.listed
  }

  var handedOn: Int {
    fitted.oracle == .features
      ? DefaultProcess.terms.count : fitted.rules.handedOn ?? listed.count
  }

  /// A broken rule in words, and the units that it is about.
  private func rule(
    _ index: Int, for application: Application
  ) throws(WorkloadError) -> (String, [Int]) {
    let list = listed
    if let tree = fitted.learnedRules {
      let leaf = tree.leaf(try features.run(try cleaning.run(application)))
      var units: [Int] = []
      for feature in leaf.features {
        units += list[feature].units.filter { !units.contains($0) }
      }
      return ("\(leaf.code): \(leaf.text)", units.isEmpty ? Array(list[0].units) : units)
    }
    let rule = fitted.rules.rules[index]
    return ("\(rule.code): \(rule.text)", list[fitted.rules.positions[index]].units)
  }

  /// The units, at most three, without which an activation of the feature network would change most.
  ///
  /// A learned feature reads the whole application. What it saw in this one is found by occlusion:
  /// each unit in turn is taken from the typical applicant.
  private func weightiest(_ activation: Int, _ application: Application) -> [Int] {
    let form = fitted.features.form
    let everything = form.units.indices.map { $0 }
    guard let network = networks.features, let typical = fitted.typical,
      let clean = try? cleaning.run(application)
    else { return everything }
    let reference = typical.application(id: application.id)
    let changes = Occlusion(units: form.units.count).values(seed: 0) { coalitions in
      let composed = coalitions.map {
        clean.taking(from: reference, outside: $0.present, form: form)
      }
      return network.activations(composed)?.map { $0[activation] } ?? composed.map { _ in 0 }
    }
    let order = everything.sorted { (abs(changes[$1]), $0) < (abs(changes[$0]), $1) }
    return Array(order.prefix(3))
  }

  /// Contributions of the units to the log-odds, against the typical approved applicant.
  private func attribute(_ application: Application) throws(WorkloadError) -> Explanation {
    let form = fitted.features.form
    guard let typical = fitted.typical else {
      throw WorkloadError(
        "the model file holds no typical applicant to explain against", at: Self.kind,
        remedy: "train the model again with this version of assay")
    }
    let reference = typical.application(id: application.id)
    let values = KernelSHAP(units: form.units.count, evaluations: EndToEnd.coalitions)
      .values(seed: 0) { coalitions in
        coalitions.map { coalition in
          let composed = application.taking(
            from: reference, outside: coalition.present, form: form)
          return (try? logit(composed)) ?? 0
        }
      }
    return Explanation(contributions: values, names: form.units)
  }
}
