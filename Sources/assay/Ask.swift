#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ArgumentParser
import Interviews
import Measuring
import Profiles
import Records
import StrictYAML
import Trials

/// The command `ask`, an interview that writes a profile.
struct Ask: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask for what decides between architectures, and write the profile.",
    discussion: """
      Example: assay ask --output my-project.yaml

      An empty line takes the default, '?' shows help, '<' goes back, 'unknown' says that you do \
      not know, and 'unknown 20k' gives a guess. ^C keeps the answers in FILE.partial; the same \
      command goes on from there. With --answers nothing is asked.
      """)

  @Option(help: "The profile to write; it must not exist.")
  var output = "profile.yaml"

  @Option(help: "A YAML mapping from keys to answers, instead of an interview.")
  var answers: String?

  @Option(help: "The workload that is most like your task; see 'assay workloads'.")
  var workload: String?

  func run() async throws {
    try await reporting {
      try refuseExisting()
      var interview = Interview(workloads: Catalogue.descriptors)
      if let answers {
        try take(answers, &interview, isWhole: true)
      } else {
        try goOn(&interview)
        try converse(&interview)
      }
      try finish(interview)
    }
  }

  private var partial: String { output + ".partial" }

  private func refuseExisting() throws(RecordError) {
    guard !FileManager.default.fileExists(atPath: output) else {
      throw RecordError(
        path: output, problem: "already exists",
        remedy: "name another file with --output; a profile is never written over")
    }
  }

  private func take(_ path: String, _ interview: inout Interview, isWhole: Bool) throws {
    if let workload { try preset(workload, &interview) }
    for warning in try interview.take(YAMLFile(path: path), isWhole: isWhole) {
      say(warning.description)
    }
  }

  private func goOn(_ interview: inout Interview) throws {
    guard FileManager.default.fileExists(atPath: partial) else {
      if let workload { try preset(workload, &interview) }
      return
    }
    try take(partial, &interview, isWhole: false)
    let (answered, all) = interview.progress
    say("Going on from \(partial): \(answered) of \(all) questions are answered.\n")
  }

  private func preset(_ workload: String, _ interview: inout Interview) throws {
    if let problem = interview.preset("workload", workload) {
      StandardError.write(Terminal.inert("assay: \(problem)") + "\n")
      throw ExitCode.validationFailure
    }
  }

  private func finish(_ interview: Interview) throws {
    let temporary = partial + ".done"
    try OutputFile.write(interview.profileText, to: temporary)
    do {
      // Unlike a rename, this fails where someone wrote the file meanwhile.
      try FileManager.default.linkItem(atPath: temporary, toPath: output)
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      try refuseExisting()
      throw RecordError(
        path: output, problem: "cannot be written: \(error.localizedReason)",
        remedy: "choose a folder that you may write to with --output")
    }
    try? FileManager.default.removeItem(atPath: temporary)
    if answers == nil { try? FileManager.default.removeItem(atPath: partial) }
    print(
      Terminal.inert(
        "The profile is in \(output). Check it with 'assay validate \(output)', then measure with"
          + " 'assay recommend \(output)'."))
  }

  func say(_ text: String) { StandardError.write(Terminal.inert(text) + "\n") }
}

extension Ask {
  /// Asks until every question has an answer; each answer is kept at once.
  private func converse(_ interview: inout Interview) throws {
    let ending = Farewell(output: output, partial: partial)
    defer { withExtendedLifetime(ending) {} }
    say("Enter takes the default, ? shows help, < goes back; write unknown where you do not know.")
    var asked: InterviewQuestion?
    while let question = interview.next {
      if question != asked { ask(question, interview.progress) }
      asked = question
      StandardError.write("> ")
      guard let line = readLine() else {
        ending.sayGoodbye()
        throw ExitCode(ExitStatus.interrupted)
      }
      switch interview.take(line) {
      case .taken(let warnings):
        warnings.forEach { say("  Note: \(sentence($0))") }
        try keep(interview)
      case .refused(let problems): problems.forEach { say("  \(sentence($0))") }
      case .help(let text): say("  " + text.replacing("\n", with: "\n  "))
      case .back: try keep(interview)
      }
    }
  }

  /// Keeps the answers so far; without any there is nothing to go on from.
  private func keep(_ interview: Interview) throws {
    guard interview.answersText.isEmpty else {
      return try OutputFile.write(interview.answersText, to: partial)
    }
    if FileManager.default.fileExists(atPath: partial) {
      try FileManager.default.removeItem(atPath: partial)
    }
  }

  private func sentence(_ text: String) -> String {
    text.last.map { ".?".contains($0) } ?? true ? text : text + "."
  }

  private func ask(_ question: InterviewQuestion, _ progress: (answered: Int, all: Int)) {
    let suggestion = question.suggestion ?? (question.isRequired ? nil : "none")
    let shown = suggestion.map { " [\($0)]" } ?? ""
    say("\n\(progress.answered + 1)/\(progress.all) \(question.prompt)\(shown)")
    say("  \(question.reason)")
  }
}
