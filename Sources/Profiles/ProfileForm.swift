import Records
import Regimes
import Schema
import StrictYAML

/// The declaration of the profile's form, from which the reader and the JSON Schema both come.
enum ProfileForm {
  /// The version of the form that this program reads.
  static let version = "profile/1"

  /// The form of a whole profile.
  ///
  /// - Parameters:
  ///   - workloads: The workloads that a profile may name.
  ///   - folder: The absolute folder that paths of data are relative to.
  /// - Returns: The shape.
  static func profile(workloads: [WorkloadDescriptor], folder: String) -> Shape<Profile> {
    .object(
      "a profile",
      .constant("assay", version, "The form of this file and its version."),
      .required(
        "name", .slug("a name", example: "consumer-credit"),
        "The project's name, used in the names of runs."),
      .optional(
        "summary", .text("a sentence", example: "Approve or refuse consumer loans"),
        "What the system decides, in one sentence."),
      .required(
        "workload", WorkloadForm.workload(workloads, folder: folder),
        "The task that stands for the project, by name, or with options and the user's own data."),
      .required("data", data, "Which data there are, and what labels cost."),
      .required("latency", latency, "The latency budget, and under which load it must hold."),
      .section("regulation", regulation, "Which rules the system stands under."),
      .section("resources", resources, "What a serving candidate may take."),
      .optional(
        "deployment", DeploymentForm.deployment,
        "The size of the deployed model, at which latency and memory are measured."),
      .section("quality", quality, "What a candidate must reach, in the headline score's unit."),
      .section("policy", policy, "Thresholds of the user's own for what regimes ask."),
      .section("priorities", priorities, "The relative weights of the three dimensions."),
      .optional(
        "unknown", .list(of: Shape<GuessedKey>.choice("a key that may be guessed")),
        "The keys whose values are guesses: the prior is averaged over a wide range about each."),
      .optional(
        "studies", StudiesForm.studies(workloads),
        "What the run varies besides; the corpus's knobs, and sites if scattered, where it is missing."
      )
    ) {
      place, _, name, summary, workload, data, latency, regulation, memory, deployment, quality,
      policy, weights, unknown, studies in
      guard mayBeGuessed(unknown ?? [], latency, place),
        DeploymentForm.isBuilt(deployment, by: workload, among: workloads, place)
      else { return nil }
      let descriptor = workloads.first { $0.name == workload.name }
      guard
        let studies = StudiesForm.resolved(
          studies, descriptor, ownData: workload.data != nil, isScattered: data.isScattered, place)
      else { return nil }
      return Profile(
        name: name, summary: summary ?? "", workload: workload, data: data, latency: latency,
        regulation: regulation, memory: memory, deployment: deployment, quality: quality,
        policy: policy, priorities: weights, unknown: unknown.flatMap { $0.isEmpty ? nil : $0 },
        studies: studies)
    }
  }

  /// Whether every guess is of a key that the profile has.
  private static func mayBeGuessed(
    _ keys: [GuessedKey], _ latency: Profile.LatencySection, _ place: Place
  ) -> Bool {
    if case .server = latency.scenario { return true }
    guard keys.contains(.latencyRate) else { return true }
    place.refuse(
      key: "unknown", "names latency.rate, which only the scenario server has",
      remedy: "remove it, or write `scenario: server` with a rate")
    return false
  }

  private static var data: Shape<Profile.DataSection> {
    .object(
      "a mapping",
      .required(
        "paired-examples", .count(from: 1, example: "120k"),
        "Raw inputs with their final label, in examples."),
      .defaulted(
        "stage-annotations", .count(example: "900k"), "0",
        "Labels for single stages of the hybrid, in labels."),
      .defaulted(
        "distribution", Shape<Profile.Distribution>.choice("a distribution"), "central",
        "Whether the examples lie in one place or are scattered over their owners."),
      .optional(
        "sites", .count(from: 2, example: "12"),
        "Sites that scattered examples lie on; \(Profile.DataSection.usualSites) where it is missing."
      ),
      .section("labelling-cost", labellingCost, "What one label costs."),
      rules: siteRules
    ) { place, paired, stages, distribution, sites, cost in
      guard sites == nil || distribution == .scattered else {
        place.refuse(
          key: "sites", "is for scattered data only",
          remedy: "remove it, or write `distribution: scattered`")
        return nil
      }
      return Profile.DataSection(
        pairedExamples: paired, stageAnnotations: stages, distribution: distribution,
        pairedCost: cost.paired, stageCost: cost.stage, sites: sites)
    }
  }

  /// `sites` where the distribution is `scattered`, and nowhere else.
  private static var siteRules: [JSONValue.Member] {
    let isScattered: [JSONValue.Member] = [
      .init("properties", .object([.init("distribution", .object([.init("const", "scattered")]))])),
      .init("required", .texts(["distribution"])),
    ]
    return [
      .init("if", .object(isScattered)),
      .init(
        "else", .object([.init("properties", .object([.init("sites", .flag(false))]))])),
    ]
  }

  private struct LabellingCost {
    let paired: Double
    let stage: Double
  }

  private static var labellingCost: Shape<LabellingCost> {
    .object(
      "a mapping",
      .defaulted(
        "paired", .quantity(.euro), "0 EUR", "The cost of one paired example."),
      .defaulted(
        "stage", .quantity(.euro, example: "0.40 EUR"), "0 EUR", "The cost of one stage annotation."
      )
    ) { _, paired, stage in LabellingCost(paired: paired, stage: stage) }
  }

  private static var resources: Shape<Int?> {
    .object(
      "a mapping",
      .optional(
        "memory", .quantity(.size),
        "The resident memory that a serving candidate may take; no limit where it is missing.")
    ) { _, bytes in .some(bytes.map { Int($0) }) }
  }

  private static var quality: Shape<Profile.QualitySection> {
    .object(
      "a mapping",
      .optional(
        "target", .number(example: "0.78"),
        "The least acceptable headline score; none where it is missing."),
      .defaulted(
        "indifference", .number(.above(0), example: "0.005"), "0.005",
        "The difference of headline scores that does not matter.")
    ) { _, target, indifference in
      Profile.QualitySection(target: target, indifference: indifference)
    }
  }

  private static var priorities: Shape<Profile.Priorities> {
    func weight(_ name: String) -> Field<Double> {
      .defaulted(
        name, .number(.within(0...1000), example: "1"), "1", "The weight of the \(name) dimension.")
    }
    return .object("a mapping", weight("data"), weight("latency"), weight("regulation")) {
      place, data, latency, regulation in
      guard data + latency + regulation > 0 else {
        place.refuse("gives no dimension a weight", remedy: "make one of the three above zero")
        return nil
      }
      return Profile.Priorities(data: data, latency: latency, regulation: regulation)
    }
  }
}

extension ProfileForm {
  private enum ScenarioName: String, CaseIterable {
    case singleStream = "single-stream"
    case server
    case offline
  }

  private static var latency: Shape<Profile.LatencySection> {
    .object(
      "a mapping",
      .required("budget", .quantity(.duration), "The time that an answer may take."),
      .defaulted(
        "at", .percentile, "p99", "The percentile of answers that must keep the budget."),
      .defaulted(
        "scenario", Shape<ScenarioName>.choice("a scenario"), "single-stream",
        "How queries arrive, after MLPerf LoadGen."),
      .optional(
        "rate", .quantity(.rate), "Queries a second; for the scenario server, and only there."),
      rules: rateRules
    ) { place, budget, percentile, name, rate in
      guard let scenario = scenario(name, rate: rate, place) else { return nil }
      return Profile.LatencySection(budget: budget, percentile: percentile, scenario: scenario)
    }
  }

  private static func scenario(
    _ name: ScenarioName, rate: Double?, _ place: Place
  ) -> Scenario? {
    switch (name, rate) {
    case (.server, let rate?): return .server(rate: rate)
    case (.server, nil):
      place.refuse(key: "scenario", "is server, which needs a rate", remedy: "add `rate: 50/s`")
      return nil
    case (.singleStream, nil): return .singleStream
    case (.offline, nil): return .offline
    case (_, _?):
      place.refuse(
        key: "rate", "is for the scenario server only",
        remedy: "remove it, or write `scenario: server`")
      return nil
    }
  }

  /// `rate` where the scenario is `server`, and nowhere else.
  private static var rateRules: [JSONValue.Member] {
    let isServer: [JSONValue.Member] = [
      .init("properties", .object([.init("scenario", .object([.init("const", "server")]))])),
      .init("required", .texts(["scenario"])),
    ]
    return [
      .init("if", .object(isServer)),
      .init("then", .object([.init("required", .texts(["rate"]))])),
      .init(
        "else", .object([.init("properties", .object([.init("rate", .flag(false))]))])),
    ]
  }

  private static var regulation: Shape<Profile.RegulationSection> {
    .object(
      "a mapping",
      .optional("regimes", .list(of: regime), "The rules by their ids; none where it is missing."),
      .defaulted(
        "business-critical", .flag, "false",
        "Whether a wrong answer can do serious harm to people or the business.")
    ) { _, regimes, isCritical in
      Profile.RegulationSection(regimes: regimes ?? [], businessCritical: isCritical)
    }
  }

  private static var regime: Shape<String> {
    let ids = RegimeCatalogue.ids
    return Shape<String>.scalar(
      "a regime", example: "gdpr/22", schema: [.init("enum", .texts(ids))]
    ) { (scalar) throws(Objection) in
      guard RegimeCatalogue.regime(scalar.text) == nil else { return scalar.text }
      let candidates = RegimeCatalogue.candidates(for: scalar.text).map(\.id)
      let list = "the catalogue has \(candidates.joined(separator: ", "))"
      let near = NearestName.of(scalar.text, in: ids)
      throw Objection(
        "names the unknown regime \(quoted(scalar.text))",
        remedy: near.map { "did you mean \($0)?" } ?? list)
    }
    .refine { id, place in
      if let regime = RegimeCatalogue.regime(id), let date = regime.withdrawnOn {
        place.warn(
          "names \(id), which was withdrawn on \(date)",
          remedy: regime.supersededBy.map { "write \($0), its successor" } ?? "remove it")
      }
      return id
    }
  }
}
