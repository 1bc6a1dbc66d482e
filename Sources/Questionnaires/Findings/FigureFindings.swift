import Citations
import Figures
import Profiles
import Records

/// What the run says of single figures.
struct FigureFindings {
  let facts: RunFacts

  /// A figure of both architectures, or of one alone.
  func figure(_ id: String, of architecture: Architecture? = nil, person: String) -> Finding {
    var finding = Finding()
    guard let placed = facts.figure(id) else {
      finding.leave("This run did not measure '\(id)'.", to: person)
      return finding
    }
    let asked = architecture.map { [$0] } ?? Architecture.allCases
    let citations = asked.compactMap { Citing.estimate(placed, $0) }
    for missing in asked where placed.figure.estimates[missing] == nil {
      finding.leave("\(title(placed)) of \(missing.rawValue) was not measured.", to: person)
    }
    guard !citations.isEmpty else { return finding }
    finding.say(
      title(placed) + ": " + citations.map(Self.valued).joined(separator: ", ") + ".", citations)
    if architecture == nil { compare(placed, into: &finding) }
    for remark in placed.figure.remarks {
      // A remark on one architecture begins with its name.
      let joint = remark.first?.isLowercase == true ? ", " : ": "
      finding.say(title(placed) + joint + remark.sentence)
    }
    return finding
  }

  /// The comparison alone.
  func contrast(_ id: String, person: String) -> Finding {
    var finding = Finding()
    guard let placed = facts.figure(id), placed.figure.contrast != nil else {
      finding.leave("This run compares no '\(id)' of the two.", to: person)
      return finding
    }
    compare(placed, into: &finding)
    return finding
  }

  private func compare(_ placed: PlacedFigure, into finding: inout Finding) {
    guard let contrast = placed.figure.contrast, let citation = Citing.contrast(placed) else {
      return
    }
    finding.say(
      "\(citation.title): \(citation.printed), \(Self.meaning(contrast, placed.figure.kind)).",
      [citation])
    if contrast.verdict == .inconclusive, let settled = contrast.settledBy {
      finding.say("\(placed.figure.kind.title) would be settled by \(settled).")
    }
  }

  private func title(_ placed: PlacedFigure) -> String {
    placed.figure.kind.title
      + (placed.figure.standing == .measured ? "" : " (\(placed.figure.standing.rawValue))")
  }

  /// `hybrid 0.819 [0.804, 0.834]`.
  static func valued(_ citation: Citation) -> String {
    [citation.architecture?.rawValue, citation.printed].compactMap(\.self).joined(separator: " ")
  }

  static func meaning(_ contrast: Contrast, _ kind: FigureKind) -> String {
    let margin =
      contrast.scale == .ratio
      ? Format.percent(contrast.margin) : Format.setting(contrast.margin, kind.unit)
    switch contrast.verdict {
    case .better: return "end-to-end is better"
    case .worse: return "hybrid is better"
    case .equivalent: return "equivalent within the margin of \(margin)"
    case .inconclusive: return "inconclusive"
    case nil: return "which carries no verdict"
    }
  }
}

extension FigureFindings {
  /// Several figures one after the other; those that the run lacks are left open together.
  func figures(_ ids: [String], person: String) -> Finding {
    var finding = Finding()
    let known = ids.filter { facts.figure($0) != nil }
    for id in known { finding.add(figure(id, person: person)) }
    if known.isEmpty {
      let list = ids.map { "'\($0)'" }.joined(separator: ", ")
      finding.leave("This run did not measure \(ids.isEmpty ? "it" : list).", to: person)
    }
    return finding
  }

  func quality(person: String) -> Finding {
    let ids = facts.evidence.timeFree.scores.map(\.kind.id)
    var finding = figures(ids, person: person)
    if let size = facts.plan.sizes.last, !finding.text.isEmpty {
      let sizes = facts.plan.sizes.count - 1
      finding.say(
        "Measured at \(Format.count(size)) training examples on"
          + " \(Format.count(facts.evidence.timeFree.testItems)) test items.",
        [
          Citing.count(
            size, title: "Largest training size", standing: .planned, file: Citing.plan,
            pointer: "/sizes/\(sizes)"),
          Citing.count(
            facts.evidence.timeFree.testItems, title: "Test items", standing: .measured,
            file: Citing.evidence, pointer: "/timeFree/testItems"),
        ])
    }
    return finding
  }

  func curve(person: String) -> Finding {
    var finding = Finding()
    let curve = facts.evidence.timeFree.curve
    guard let kind = facts.evidence.timeFree.scores.first?.kind, curve.count > 1 else {
      finding.leave("This run trained at one size only.", to: person)
      return finding
    }
    for (index, point) in curve.enumerated() {
      let place = "/timeFree/curve/\(index)"
      let title = "\(kind.title) at \(Format.count(point.size)) examples"
      let citations = Architecture.allCases.compactMap { architecture in
        point.estimates[architecture].map {
          Citing.estimate(
            $0, kind, title: title, architecture,
            pointer: "\(place)/estimates/\(architecture.rawValue)")
        }
      }
      let contrast = point.contrast.map {
        Citing.contrast($0, kind, title: title, pointer: place)
      }
      let meaning = point.contrast.map { "; \(Self.meaning($0, kind))" } ?? ""
      finding.say(
        "\(title): \(citations.map(Self.valued).joined(separator: ", "))\(meaning).",
        citations + [contrast])
    }
    return finding
  }

  func ceiling(person: String) -> Finding {
    var finding = Finding()
    for (id, best) in facts.evidence.timeFree.ceilings.sorted(by: { $0.key < $1.key }) {
      guard let kind = facts.figure(id)?.figure.kind else { continue }
      let printed = Format.value(best, kind.unit)
      finding.say(
        "The true probabilities have \(kind.title) \(printed) on these items; no answerer does better in"
          + " the long run.",
        [
          Citing.number(
            best, kind.unit, title: "\(kind.title), best possible", standing: .measured,
            file: Citing.evidence, pointer: "/timeFree/ceilings/\(id)")
        ])
    }
    if finding.text.isEmpty {
      finding.leave("The best possible score is not known for these data.", to: person)
    }
    return finding
  }

  func latency(person: String) -> Finding {
    var finding = Finding()
    let budget = facts.profile.latency.budget
    let printed = Format.setting(budget, .seconds)
    finding.say(
      "The budget is \(printed) at \(percentile).",
      [
        Citing.number(
          budget, title: "Latency budget", printed: printed, standing: .given,
          file: Citing.profile, pointer: "/latency/budget")
      ])
    let measured = figures(
      facts.figures(startingWith: "latency-") + ["service-time-p50"], person: person)
    finding.add(measured)
    return finding
  }

  private var percentile: String {
    "p\(Format.setting(facts.profile.latency.percentile * 100, .dimensionless))"
  }

  func memory(person: String) -> Finding {
    var finding = figures(facts.figures(startingWith: "memory-"), person: person)
    if let limit = facts.profile.memory {
      let printed = Format.setting(Double(limit), .bytes)
      finding.say(
        "The limit for a serving candidate is \(printed).",
        [
          Citing.number(
            Double(limit), title: "Memory limit", printed: printed, standing: .given,
            file: Citing.profile, pointer: "/memory")
        ])
    }
    return finding
  }

  func training(person: String) -> Finding {
    var finding = figures(
      ["training-time", "training-steps", "memory-training-peak"], person: person)
    let stopped = facts.evidence.timeFree.undertrained
    if stopped.isEmpty {
      finding.say("No trial was stopped before its plateau.")
    } else {
      finding.say(
        "Trials stopped before their plateau: \(stopped.map(String.init).joined(separator: ", ")).")
    }
    return finding
  }

  func fairness(person: String) -> Finding {
    var finding = figures(["disparate-impact"], person: person)
    if let least = facts.profile.policy.disparateImpact {
      let printed = Format.setting(least, .dimensionless)
      finding.say(
        "The project's own policy asks for a ratio of at least \(printed).",
        [
          Citing.number(
            least, title: "Policy: disparate impact", printed: printed, standing: .given,
            file: Citing.profile, pointer: "/policy/disparateImpact")
        ])
    } else if facts.figure("disparate-impact") != nil {
      finding.leave("The profile sets no threshold for the ratio.", to: person)
    }
    return finding
  }
}
