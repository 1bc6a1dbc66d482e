package import Figures
import Records
package import Schema
import StrictYAML

/// The closed list of evidence keys.
package struct EvidenceVocabulary: Sendable {
  /// A key with what it stands for.
  package struct Entry: Codable, Sendable, Equatable {
    package let key: String
    package let meaning: String
  }

  /// What questions may ask for, each id once.
  let figures: [FigureKind]
  /// The names of the studies that a run may have.
  let studies: [String]

  /// The keys over some figures and studies; of several figures with one id the first counts.
  package init(figures: [FigureKind], studies: [String] = []) {
    self.studies = studies
    var known: Set<String> = []
    self.figures = figures.filter { known.insert($0.id).inserted }
  }

  /// Every topic, then every figure and comparison, then every study.
  package var entries: [Entry] {
    Topic.allCases.map { Entry(key: $0.rawValue, meaning: $0.sentence) }
      + figures.map {
        Entry(key: "figure:\($0.id)", meaning: "\($0.title) of both, with their comparison.")
      }
      + Architecture.allCases.flatMap { architecture in
        figures.map {
          Entry(
            key: "figure:\(architecture.rawValue).\($0.id)",
            meaning: "\($0.title) of \(architecture.rawValue) alone.")
        }
      }
      + figures.map {
        Entry(key: "contrast:\($0.id)", meaning: "End-to-end against hybrid in \($0.title).")
      }
      + studies.map { Entry(key: "study:\($0)", meaning: "What the study \($0) shows.") }
  }

  var names: [String] { entries.map(\.key) }

  /// The key of a name.
  ///
  /// - Throws: What is wrong, with the nearest known name.
  package func key(_ name: String) throws(Objection) -> EvidenceKey {
    if let topic = Topic(rawValue: name) { return .topic(topic) }
    if let id = name.after("contrast:"), isKnown(id) { return .contrast(id) }
    if let study = name.after("study:"), studies.contains(study) { return .study(study) }
    if let rest = name.after("figure:") {
      if isKnown(rest) { return .figure(rest, nil) }
      for architecture in Architecture.allCases {
        if let id = rest.after(architecture.rawValue + "."), isKnown(id) {
          return .figure(id, architecture)
        }
      }
    }
    let near = NearestName.of(name, in: names)
    throw Objection(
      "names the unknown evidence key \(quoted(name))",
      remedy: near.map { "did you mean \($0)?" } ?? "'assay answer --keys' lists the keys")
  }

  private func isKnown(_ id: String) -> Bool { figures.contains { $0.id == id } }
}

extension String {
  /// What follows a start; nil where the text does not begin so.
  func after(_ start: String) -> String? {
    hasPrefix(start) ? String(dropFirst(start.count)) : nil
  }
}
