import Citations
import Records

/// What a conclusion leads to, one step down.
struct Trace {
  /// Where the conclusion itself stands, and what of the profile went into it.
  var citations: [Citation] = []
  var rules: [MethodRule] = []
  /// The conclusions that it is made of; figures are not among them.
  var restsOn: [Subject] = []
  /// Ids of figures, in order, each once.
  var figures: [String] = []
  /// Whether the headline score at every size bears it.
  var restsOnCurve = false
  /// Trials that bear it without a figure, such as failed ones.
  var trials: Set<Int> = []
  var sessions: Set<Int> = []
  /// Where the chain ends before a record.
  var gaps: [String] = []

  /// Adds a part, and what is below it.
  mutating func rest(on part: Subject, _ below: Trace) {
    if !restsOn.contains(part) { restsOn.append(part) }
    for id in below.figures { rest(onFigure: id) }
    restsOnCurve = restsOnCurve || below.restsOnCurve
    trials.formUnion(below.trials)
    sessions.formUnion(below.sessions)
  }

  mutating func rest(onFigure id: String) {
    if !figures.contains(id) { figures.append(id) }
  }

  mutating func follow(_ rules: MethodRule...) {
    for rule in rules where !self.rules.contains(rule) { self.rules.append(rule) }
  }

  mutating func cite(_ citations: Citation?...) {
    for citation in citations.compactMap(\.self) where !self.citations.contains(citation) {
      self.citations.append(citation)
    }
  }
}
