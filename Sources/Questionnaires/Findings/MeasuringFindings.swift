import Citations
import Figures
import Records

/// How it was measured, what failed, and how it is repeated.
struct MeasuringFindings {
  let facts: RunFacts

  func failures(person: String) -> Finding {
    var finding = Finding()
    for (index, count) in facts.evidence.timeFree.failures.enumerated() {
      let place = "/timeFree/failures/\(index)"
      func cite(_ number: Int, _ title: String, _ key: String) -> Citation {
        Citing.count(
          number, title: title, count.architecture, standing: .measured, file: Citing.evidence,
          pointer: "\(place)/\(key)")
      }
      let citations = [
        cite(count.failedTrials, "Failed trials", "failedTrials"),
        cite(count.trials, "Trials", "trials"),
        cite(count.failedItems, "Failed items", "failedItems"), cite(count.items, "Items", "items"),
      ]
      let printed = citations.map(\.printed)
      let causes = count.causes.isEmpty ? "" : " (\(count.causes.joined(separator: "; ")))"
      finding.say(
        "Of \(count.architecture.rawValue), \(printed[0]) of \(printed[1]) trials and"
          + " \(printed[2]) of \(printed[3]) items failed\(causes).", citations)
    }
    if finding.text.isEmpty { finding.leave("The run counts no trials.", to: person) }
    return finding
  }

  /// What a study shows, in its own sentence.
  func study(_ name: String, person: String) -> Finding {
    var finding = Finding()
    let studies = facts.evidence.timeFree.studies ?? []
    guard let index = studies.firstIndex(where: { $0.name == name }) else {
      finding.leave("This run has no study of \(name).", to: person)
      return finding
    }
    finding.say(
      studies[index].conclusion,
      [
        Citing.text(
          studies[index].conclusion, title: "Study \(name)", standing: .measured,
          file: Citing.evidence, pointer: "/timeFree/studies/\(index)/conclusion")
      ])
    return finding
  }

  func machines(person: String) -> Finding {
    var finding = Finding()
    for (index, machine) in facts.evidence.timed.machines.enumerated() {
      let place = "/timed/machines/\(index)"
      func cite(_ text: String, _ title: String, _ key: String) -> Citation {
        Citing.text(
          text, title: title, standing: .measured, file: Citing.evidence,
          pointer: "\(place)/\(key)")
      }
      finding.say(
        "Latency and memory were measured on \(machine.processor), \(machine.cores) cores,"
          + " \(machine.system), kernels \(machine.kernels).",
        [
          cite(machine.processor, "Processor", "processor"),
          Citing.count(
            machine.cores, title: "Cores", standing: .measured, file: Citing.evidence,
            pointer: "\(place)/cores"),
          cite(machine.system, "System", "system"),
          cite(machine.kernels, "Kernels", "kernels"),
        ])
    }
    if let overhead = facts.evidence.timed.harnessOverhead {
      let citation = Citing.number(
        overhead, .seconds, title: "Cost of the harness", standing: .measured,
        file: Citing.evidence, pointer: "/timed/harnessOverhead")
      finding.say("The harness itself costs \(citation.printed) a query, included.", [citation])
    }
    if finding.text.isEmpty {
      finding.leave("No session measured on any machine.", to: person)
    } else {
      finding.leave("Whether the machines of the service are like these.", to: person)
    }
    return finding
  }

  func validity(person: String) -> Finding {
    var finding = Finding()
    let timed = facts.evidence.timed
    guard !timed.machines.isEmpty else {
      finding.leave("No session measured times.", to: person)
      return finding
    }
    for (index, remark) in timed.validity.enumerated() {
      finding.say(
        "\(remark.detail) \(remark.remedy)",
        [
          Citing.text(
            remark.detail, title: "Finding \(index + 1)", standing: .measured,
            file: Citing.evidence, pointer: "/timed/validity/\(index)/detail")
        ])
    }
    if timed.validity.isEmpty {
      finding.say("The sessions found nothing that speaks against their times.")
    }
    return finding
  }

  func reproducibility() -> Finding {
    var finding = Finding()
    let plan = facts.plan
    let seed = Citing.number(
      Double(plan.seed), title: "Seed", printed: "\(plan.seed)", standing: .planned,
      file: Citing.plan, pointer: "/seed")
    finding.say(
      "A fresh run of the same profile with seed \(plan.seed) repeats scores and answers bit for"
        + " bit on the same class of machine; times and memory vary.", [seed])
    finding.say(
      "'assay verify' on the run checks every answer file and model against its digest, and"
        + " recomputes evidence and decision from the records; of a cleaned run it checks what is"
        + " left, and the decision against the evidence.")
    if let machine = facts.evidence.timed.machines.first {
      finding.say(
        "Measured with assay \(machine.version).",
        [
          Citing.text(
            machine.version, title: "Version", standing: .measured, file: Citing.evidence,
            pointer: "/timed/machines/0/version")
        ])
    }
    return finding
  }
}
