import Records
import Schema
import StrictYAML

/// The declaration of the profile's `studies` key.
enum StudiesForm {
  /// What the key says before it is known what the project can have.
  enum Choice: Sendable {
    case every
    case nothing
    case named([String])
  }

  /// `all`, `none` or a list of names.
  static func studies(_ workloads: [WorkloadDescriptor]) -> Shape<Choice> {
    let words = [StudyNames.all, StudyNames.none]
    let word = Shape<String>.choice("a choice of studies", of: words)
    let list = Shape<[String]>.list(
      of: Shape<String>.choice("a study", of: StudyNames.known(workloads)))
    return Shape(
      form: .oneOf([word.form, list.form]), noun: "all, none or a list of studies",
      example: list.example
    ) { node, reading in
      // Any other single word is most likely a list without its brackets, and is told so.
      if case .scalar(let scalar) = node.content, words.contains(scalar.text) {
        return scalar.text == StudyNames.all ? .every : .nothing
      }
      return list.read(node, reading).map(Choice.named)
    }
  }

  /// The studies by name, the usual ones as nil; nothing once a study was refused.
  static func resolved(
    _ choice: Choice?, _ workload: WorkloadDescriptor?, ownData: Bool, isScattered: Bool,
    _ place: Place
  ) -> [String]?? {
    guard let choice, let workload else { return .some(nil) }
    switch choice {
    case .nothing: return []
    case .every:
      return StudyNames.possible(workload, ownData: ownData, isScattered: isScattered)
    case .named(let names):
      let obstacles = names.compactMap { name in
        StudyNames.obstacle(to: name, workload, ownData: ownData, isScattered: isScattered)
      }
      for obstacle in obstacles {
        place.refuse(
          key: "studies", "cannot be done: \(obstacle.problem)", remedy: obstacle.remedy)
      }
      return obstacles.isEmpty ? names : nil
    }
  }
}
