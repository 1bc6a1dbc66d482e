import Citations
import Figures
import Records

/// What the run says of explanations.
struct ExplanationFindings {

  let facts: RunFacts

  func tests(person: String) -> Finding {
    var finding = Finding()
    for (index, tests) in facts.evidence.timeFree.explanations.enumerated() {
      let place = "/timeFree/explanations/\(index)"
      let decisions = Citing.count(
        tests.decisions, title: "Explained decisions", tests.architecture, standing: .measured,
        file: Citing.evidence, pointer: "\(place)/decisions")
      let method = Citing.text(
        tests.method, title: "Method of \(tests.architecture.rawValue)", standing: .measured,
        file: Citing.evidence, pointer: "\(place)/method")
      finding.say(
        "\(tests.architecture.rawValue.capitalisedFirst) names its reasons by \(tests.method); tested on"
          + " \(decisions.printed) decisions.", [method, decisions])
      say("Necessity", tests.necessity, "necessity", tests, place, &finding)
      say("Sufficiency", tests.sufficiency, "sufficiency", tests, place, &finding)
      finding.say(
        tests.measurable
          ? "The reasons of \(tests.architecture.rawValue) are told apart from all three controls."
          : "The reasons of \(tests.architecture.rawValue) are not told apart from the controls:"
            + " the result is not measurable.",
        [
          Citing.text(
            tests.measurable ? "true" : "false",
            title: "Measurable, \(tests.architecture.rawValue)", standing: .measured,
            file: Citing.evidence, pointer: "\(place)/measurable")
        ])
      if !tests.measurable {
        finding.leave(
          "Whether the explanations of \(tests.architecture.rawValue) are faithful was not"
            + " measurable.", to: person)
      }
    }
    if finding.text.isEmpty { finding.leave("This run tested no explanations.", to: person) }
    return finding
  }

  /// A test beside the control that names reasons at random.
  private func say(
    _ name: String, _ estimates: [ExplanationTests.Namer: Estimate], _ key: String,
    _ tests: ExplanationEvidence, _ place: String, _ finding: inout Finding
  ) {
    func citation(_ namer: ExplanationTests.Namer, _ title: String) -> Citation? {
      estimates[namer].map { estimate in
        Citation(
          title: title, figure: key, architecture: tests.architecture,
          printed: Format.estimate(estimate, .dimensionless), value: estimate.value,
          interval: estimate.interval, standing: .measured, file: Citing.evidence,
          pointer: "\(place)/\(key)/\(namer.rawValue)")
      }
    }
    guard let own = citation(.explanation, "\(name) of named reasons") else { return }
    let random = citation(.random, "\(name) of random reasons")
    let beside = random.map { ", of reasons named at random \($0.printed)" } ?? ""
    finding.say(
      "\(name) of its reasons \(own.printed)\(beside) (\(tests.architecture.rawValue)).",
      [own, random])
  }

  func time(person: String) -> Finding {
    FigureFindings(facts: facts).figures(["explanation-time-p50"], person: person)
  }

  func example(person: String) -> Finding {
    var finding = Finding()
    let cases = facts.evidence.timeFree.cases
    for architecture in Architecture.allCases {
      guard let shown = cases[architecture] else { continue }
      let place = "/timeFree/cases/\(architecture.rawValue)"
      let reasons = shown.reasons.enumerated().map { index, reason in
        Citing.text(
          reason.text, title: "Reason \(index + 1), \(architecture.rawValue)",
          standing: .measured, file: Citing.evidence, pointer: "\(place)/reasons/\(index)/text")
      }
      let answer = Citing.text(
        shown.answer, title: "Answer, \(architecture.rawValue)", standing: .measured,
        file: Citing.evidence, pointer: "\(place)/answer")
      finding.say(
        "Item \(shown.item), \(architecture.rawValue): \(shown.answer). Reasons by"
          + " \(shown.method): \(reasons.map(\.printed).joined(separator: "; ")).",
        [answer] + reasons)
    }
    if finding.text.isEmpty {
      finding.leave("This run kept no single case.", to: person)
    }
    return finding
  }
}
