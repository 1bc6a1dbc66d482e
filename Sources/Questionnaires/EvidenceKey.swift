package import Records

/// A reference into what a run knows: a topic, a figure, a figure's comparison, or a study.
package enum EvidenceKey: Sendable, Hashable {
  case topic(Topic)
  /// A figure of one architecture, or of both with their comparison.
  case figure(String, Architecture?)
  case contrast(String)
  /// What a study shows, by its name.
  case study(String)

  /// The key as a questionnaire writes it, such as `figure:hybrid.latency-p99`.
  package var name: String {
    switch self {
    case .topic(let topic): topic.rawValue
    case .figure(let id, nil): "figure:\(id)"
    case .figure(let id, let architecture?): "figure:\(architecture.rawValue).\(id)"
    case .contrast(let id): "contrast:\(id)"
    case .study(let name): "study:\(name)"
    }
  }
}

extension EvidenceKey: CustomStringConvertible {
  package var description: String { name }
}
