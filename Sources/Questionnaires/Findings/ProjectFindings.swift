import Citations
import Figures
import Profiles
import Records
import Regimes

/// What the profile and the plan say, and which data the figures come from.
struct ProjectFindings {

  let facts: RunFacts

  func project(person: String) -> Finding {
    var finding = Finding()
    let profile = facts.profile
    finding.say(
      "The project is '\(profile.name)'.",
      [
        Citing.text(
          profile.name, title: "Project", standing: .given, file: Citing.profile, pointer: "/name")
      ])
    if profile.summary.isEmpty {
      finding.leave("The profile does not say what the system decides.", to: person)
    } else {
      finding.say(
        profile.summary.sentence,
        [
          Citing.text(
            profile.summary, title: "Summary of the project", standing: .given,
            file: Citing.profile, pointer: "/summary")
        ])
    }
    return finding
  }

  func options() -> Finding {
    var finding = Finding()
    finding.say(
      "Two architectures were built on the same data, tuned with the same number of"
        + " configurations, served and measured: one end-to-end network, and a hybrid of explicit"
        + " stages.")
    if let workload = facts.workload {
      finding.say("End-to-end: \(workload.endToEnd.sentence)")
      let stages = workload.stages.map { "\($0.name) (\($0.summary.withoutStop))" }
      finding.say("Hybrid: \(stages.joined(separator: ", then ")).")
    }
    for id in ["parameters", "model-bytes"] where facts.figure(id) != nil {
      finding.add(FigureFindings(facts: facts).figure(id, person: ""))
    }
    return finding
  }

  func priorities() -> Finding {
    var finding = Finding()
    let weights = facts.profile.priorities
    let citations = [
      ("data", weights.data), ("latency", weights.latency), ("regulation", weights.regulation),
    ].map { name, weight in
      Citing.number(
        weight, title: "Priority of \(name)", printed: Format.setting(weight, .dimensionless),
        standing: .given, file: Citing.profile, pointer: "/priorities/\(name)")
    }
    finding.say(
      "The profile weighs "
        + zip(["data", "latency", "regulation"], citations)
        .map { "\($0) \($1.printed)" }.joined(separator: ", ") + ".", citations)
    return finding
  }

  func policy(person: String) -> Finding {
    var finding = Finding()
    for figure in PolicyFigure.allCases {
      guard let value = facts.profile.policy.threshold(figure) else {
        // The two that profiles always had are asked about; the others are there where they are set.
        if figure == .necessity || figure == .disparateImpact {
          finding.leave("The profile sets no threshold for \(figure.title).", to: person)
        }
        continue
      }
      let printed = Format.setting(value, figure.unit)
      finding.say(
        "The project's own threshold for \(figure.title) is \(printed).",
        [
          Citing.number(
            value, figure.unit, title: "Policy: \(figure.title)", printed: printed,
            standing: .given, file: Citing.profile, pointer: "/policy/\(figure.property)")
        ])
    }
    return finding
  }

  func data(person: String) -> Finding {
    var finding = Finding()
    let run = facts.evidence.timeFree
    let name = Citing.text(
      run.workload.name, title: "Workload", standing: .measured, file: Citing.evidence,
      pointer: "/timeFree/workload/name")
    if run.workload.data == nil {
      finding.say(
        "The figures come from the embedded corpus of the workload '\(run.workload.name)': made"
          + " from a seed by a documented process, an analogy for the project's task.", [name])
      finding.leave(
        "The project's own data were not measured: where they come from and how they"
          + " were collected and labelled.", to: person)
    } else {
      finding.say("The figures come from the project's own table.", [name, source])
      finding.leave("How the table was collected, cleaned and labelled.", to: person)
    }
    let items = Citing.count(
      run.testItems, title: "Test items", standing: .measured, file: Citing.evidence,
      pointer: "/timeFree/testItems")
    finding.say("Both architectures answered the same \(items.printed) test items.", [items])
    for remark in run.remarks { finding.say(remark.sentence.capitalisedFirst) }
    return finding
  }

  /// The digest of the user's data; their path may tell of their machines and is not cited.
  private var source: Citation? {
    facts.evidence.timeFree.workload.data?.digest.map {
      Citing.text(
        $0, title: "SHA-256 of the data", standing: .measured, file: Citing.evidence,
        pointer: "/timeFree/workload/data/digest")
    }
  }

  func labels() -> Finding {
    var finding = Finding()
    let data = facts.profile.data
    let paired = given(data.pairedExamples, "Paired examples", "pairedExamples")
    let stages = given(data.stageAnnotations, "Stage annotations", "stageAnnotations")
    finding.say(
      "The profile gives \(paired.printed) paired examples and \(stages.printed) stage"
        + " annotations, \(data.distribution == .central ? "in one place" : "scattered over their owners").",
      [paired, stages])
    let costs = [
      Citing.number(
        data.pairedCost, .euro, title: "Cost of a paired example", standing: .given,
        file: Citing.profile, pointer: "/data/pairedCost"),
      Citing.number(
        data.stageCost, .euro, title: "Cost of a stage annotation", standing: .given,
        file: Citing.profile, pointer: "/data/stageCost"),
    ]
    finding.say(
      "One paired example costs \(costs[0].printed), one stage annotation \(costs[1].printed).",
      costs)
    return finding
  }

  private func given(_ count: Int, _ title: String, _ key: String) -> Citation {
    Citing.count(
      count, title: title, standing: .given, file: Citing.profile, pointer: "/data/\(key)")
  }

  private func planned(_ count: Int, _ title: String, _ pointer: String) -> Citation {
    Citing.count(
      count, title: title, standing: .planned, file: Citing.plan, pointer: pointer)
  }

  func split(person: String) -> Finding {
    var finding = Finding()
    let plan = facts.plan
    let repetitions = planned(plan.repetitions, "Repetitions", "/repetitions")
    let folds = planned(plan.folds, "Folds", "/folds")
    if plan.folds > 1 {
      finding.say(
        "Stratified cross-validation over \(folds.printed) folds, repeated"
          + " \(repetitions.printed) times with another division and initialisation.",
        [folds, repetitions])
    } else {
      finding.say(
        "Test items are apart from training items; training was repeated"
          + " \(repetitions.printed) times with another sample and initialisation.",
        [repetitions, folds])
    }
    finding.say(
      "Configurations were chosen on validation data only, as many for either architecture; the"
        + " test items served no choice.")
    if plan.workload.data != nil {
      let columns = plan.workload.data?.columns ?? []
      let roles = [Column.Role.group, .time, .split].filter { role in
        columns.contains { $0.role == role }
      }
      finding.say(
        roles.isEmpty
          ? "No column groups or orders the rows."
          : "The division respects the columns for \(roles.map(\.rawValue).joined(separator: ", "))."
      )
    } else {
      finding.leave(
        "How training and test data are kept apart in the project's own data.", to: person)
    }
    return finding
  }

  func plan() -> Finding {
    var finding = Finding()
    let plan = facts.plan
    let effort = Citing.text(
      plan.effort.rawValue, title: "Effort", standing: .planned, file: Citing.plan,
      pointer: "/effort")
    let sizes = plan.sizes.enumerated().map { planned($1, "Training size", "/sizes/\($0)") }
    let repetitions = planned(plan.repetitions, "Repetitions", "/repetitions")
    let items = planned(plan.testItems, "Test items", "/testItems")
    finding.say(
      "Effort \(plan.effort.rawValue): \(Format.count(plan.mainTrials.count)) trials at"
        + " \(sizes.map(\.printed).joined(separator: ", ")) training examples with"
        + " \(repetitions.printed) repetitions, \(items.printed) test items, and"
        + " \(plan.sessions.count) sessions that measured latency and memory.",
      [effort] + sizes + [repetitions, items])
    finding.say("All of it was fixed before the first trial started.")
    for remark in plan.remarks { finding.say(remark.sentence.capitalisedFirst) }
    return finding
  }
}

extension String {
  /// The text with a full stop at its end.
  var sentence: String { withoutStop + "." }
}

extension PolicyFigure {
  /// Its key in `profile.json`.
  fileprivate var property: String {
    switch self {
    case .necessity, .sufficiency: rawValue
    case .necessityAndSufficiency: "necessityAndSufficiency"
    case .disparateImpact: "disparateImpact"
    case .calibrationError: "calibrationError"
    case .explanationTime: "explanationTime"
    }
  }
}
