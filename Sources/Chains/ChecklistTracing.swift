import Citations
import Figures
import Records

/// From a line of the checklist to its regime's text, its threshold and its figure.
extension Tracer {
  func checklist(_ index: Int) -> Trace {
    let row = facts.checklist[index]
    let place = "/checklist/\(index)"
    var trace = Trace(rules: [.checklist])
    trace.cite(
      Citing.text(row.status.rawValue, title: "Status", pointer: "\(place)/status"),
      Citing.text(row.asks, title: "Asked for", pointer: "\(place)/asks"),
      Citing.text(row.source, title: "Source", standing: .given, pointer: "\(place)/source"),
      Citing.text(
        row.standing, title: "Standing of the source", standing: .given,
        pointer: "\(place)/standing"),
      Citing.text(
        row.checkedOn, title: "Checked", standing: .given, pointer: "\(place)/checkedOn"),
      Citing.text(row.answer, title: "Answered by", pointer: "\(place)/answer"),
      row.settledBy.map { Citing.text($0, title: "Settled by", pointer: "\(place)/settledBy") })
    guard let figure = row.figure else {
      trace.gaps.append(
        row.status == .yours
          ? "Only you can supply it: no figure and no record bears it."
          : "A document of the run answers it, not a figure.")
      return trace
    }
    if let threshold = row.threshold {
      let unit = facts.evidence.placed(figure)?.figure.kind.unit ?? .dimensionless
      trace.cite(
        Citing.number(
          threshold, unit,
          title: row.thresholdIsDefault == true ? "Threshold, assay's default" : "Threshold",
          printed: Format.setting(threshold, unit), standing: .given, file: Citing.decision,
          pointer: "\(place)/threshold"))
    }
    if facts.evidence.placed(figure) == nil {
      trace.gaps.append("The run did not measure '\(figure)'.")
    } else {
      trace.rest(onFigure: figure)
    }
    return trace
  }
}
