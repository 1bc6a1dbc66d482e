import ArgumentParser
import Figures
import Records
import Trials

/// The command `workloads`, which lists the tasks that can be measured.
struct Workloads: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the workloads: task, scores, both architectures, claims.",
    discussion: "Example: assay workloads --json")

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    try await reporting {
      if json {
        try Terminal.show(json: Catalogue.descriptors)
        return
      }
      for descriptor in Catalogue.descriptors { print(describe(descriptor)) }
    }
  }

  private func describe(_ descriptor: WorkloadDescriptor) -> String {
    var lines = [
      "\(descriptor.name): \(descriptor.summary)",
      "  end-to-end  \(descriptor.endToEnd)",
      "  hybrid      \(descriptor.stages.map(\.name).joined(separator: " → "))",
      "  scores      \(descriptor.scores.map(\.title).joined(separator: ", "))",
      "  claims      \(descriptor.claims.joined(separator: ", "))",
      "  your data   \(describe(descriptor.data))",
    ]
    if !descriptor.meanings.isEmpty {
      lines.append(
        "  fields      a column of your data may be 'as': "
          + descriptor.meanings.joined(separator: ", "))
    }
    for option in descriptor.options {
      lines.append(
        "  \(option.name)   \(option.summary); \(option.range.lowerBound)…\(option.range.upperBound), "
          + "default \(option.defaultValue)")
    }
    return lines.joined(separator: "\n")
  }

  private func describe(_ data: WorkloadDescriptor.DataForm) -> String {
    let file = "CSV or JSON Lines: "
    let label = data.label == .event ? "an outcome of two values" : "a label of text"
    return switch data.inputKinds {
    case [.text]: file + "a column of text, and \(label)"
    case [.audio]: file + "a column of paths of WAV files, and \(label)"
    default: file + "columns of numbers, categories and series, and \(label)"
    }
  }
}
