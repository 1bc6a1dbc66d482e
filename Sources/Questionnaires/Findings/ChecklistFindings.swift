import Citations
import Figures
import Records

extension DecisionFindings {
  /// Every line of the checklist; what is open or the user's own is left to a person.
  func checklist(person: String) -> Finding {
    var finding = Finding()
    let rows = facts.decision.checklist ?? []
    for (index, row) in rows.enumerated() {
      let subject = "\(row.regime), \(row.source): \(row.asks)"
      switch row.status {
      case .yours: finding.leave("\(subject): \(row.answer).", to: person)
      case .open:
        finding.leave("\(subject): \(row.settledBy ?? row.answer)", to: person)
      case .met, .unmet:
        let architecture = row.architecture.map { ", \($0.rawValue)" } ?? ""
        let estimate = row.architecture.flatMap { architecture in
          row.figure.flatMap { facts.figure($0) }.flatMap { Citing.estimate($0, architecture) }
        }
        finding.say(
          "\(subject)\(architecture): \(row.status.rawValue). \(row.answer)"
            + (estimate.map { ": \($0.printed)." } ?? "."),
          [
            Citing.text(
              row.status.rawValue, title: "Checklist \(index + 1)\(architecture)",
              pointer: "/checklist/\(index)/status"), estimate,
          ])
      }
    }
    if rows.isEmpty {
      finding.leave("The profile names no regime that is in force.", to: person)
    }
    return finding
  }
}
