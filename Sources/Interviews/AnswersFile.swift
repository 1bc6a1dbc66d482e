package import Profiles
import Schema
package import StrictYAML

extension Interview {
  /// Takes the answers of a file: a YAML mapping from a question's key to its answer.
  ///
  /// - Parameters:
  ///   - file: The file as it was read.
  ///   - isWhole: Whether every required question must be answered; others then take their default.
  /// - Returns: What should be known of the answers.
  /// - Throws: All problems of the file.
  package mutating func take(
    _ file: YAMLFile, isWhole: Bool
  ) throws(ProfileProblems) -> [Diagnostic] {
    guard file.problems.isEmpty, let root = file.root else {
      throw ProfileProblems(diagnostics: file.problems)
    }
    guard case .mapping(let entries) = root.content else {
      throw ProfileProblems(
        diagnostics: [
          file.source.diagnostic(
            at: root.position, "the file must be a mapping of answers",
            remedy: "write a line such as `data.paired-examples: 10k` for each")
        ])
    }
    var diagnostics = entries.compactMap { unknownKey($0, file) }
    for question in questions {
      guard let entry = entries.first(where: { $0.key == question.key }) else { continue }
      diagnostics += take(entry, question, file)
    }
    if isWhole { diagnostics += fillUp(file, claimed: entries.map(\.key)) }
    let problems = ProfileProblems(diagnostics: diagnostics.inFileOrder)
    guard problems.errorCount == 0 else { throw problems }
    return problems.diagnostics
  }

  private func unknownKey(_ entry: Node.Entry, _ file: YAMLFile) -> Diagnostic? {
    let known = questions.map(\.key)
    guard !known.contains(entry.key) else { return nil }
    let near = NearestName.of(entry.key, in: known)
    return file.source.diagnostic(
      at: entry.keyPosition, to: entry.keyEnd,
      "there is no question for the key \(quoted(entry.key))",
      remedy: near.map { "did you mean `\($0)`?" }
        ?? "the keys are \(known.joined(separator: ", "))")
  }

  private mutating func take(
    _ entry: Node.Entry, _ question: InterviewQuestion, _ file: YAMLFile
  ) -> [Diagnostic] {
    func note(_ severity: Diagnostic.Severity, _ message: String) -> Diagnostic {
      let parts = message.split(separator: "; ", maxSplits: 1).map(String.init)
      return file.source.diagnostic(
        severity, at: entry.value.position, to: entry.value.end, parts[0],
        remedy: parts.count > 1 ? parts[1] : "write another value")
    }
    guard let text = Self.text(of: entry) else {
      return [note(.error, "`\(entry.key)` must be one value or a list; write \(entry.key): value")]
    }
    switch reply(text.trimmed, to: question) {
    case .failure(let refusal): return [note(.error, refusal.message)]
    case .success(let reply):
      switch set(reply, for: question) {
      case .taken(let warnings): return warnings.map { note(.warning, $0) }
      case .refused(let problems): return problems.map { note(.error, $0) }
      case .help, .back: return []
      }
    }
  }

  /// The defaults of the questions that the file does not answer; keys that it has, even misspelt
  /// or with a wrong answer, have been told of.
  private mutating func fillUp(_ file: YAMLFile, claimed: [String]) -> [Diagnostic] {
    let known = questions.map(\.key)
    var missing: [Diagnostic] = []
    var waiting = Set(claimed.map { NearestName.of($0, in: known) ?? $0 })
    while let question = questions.first(where: { isNext($0) && !waiting.contains($0.key) }) {
      waiting.insert(question.key)
      if question.isRequired, question.key != "workload" {
        missing.append(
          Diagnostic(
            file: file.source.file, message: "there is no answer for `\(question.key)`",
            remedy: "add `\(question.key): \(question.suggestion ?? "my-project")`"))
      } else {
        _ = set(question.suggestion.map { .given($0) } ?? .none, for: question)
      }
    }
    return missing
  }

  /// The text of a single value, or of a list with commas between.
  private static func text(of entry: Node.Entry) -> String? {
    switch entry.value.content {
    case .scalar(let scalar):
      // A name such as "42" needs its quotes in the profile too.
      return entry.key == "name" && scalar.style != .plain
        ? ProfileText.quoted(scalar.text) : scalar.text
    case .sequence(let items):
      let texts = items.map { item -> String? in
        if case .scalar(let scalar) = item.content { scalar.text } else { nil }
      }
      guard !texts.contains(nil) else { return nil }
      return texts.isEmpty ? "none" : texts.compactMap(\.self).joined(separator: ", ")
    case .mapping, .refused: return nil
    }
  }
}
