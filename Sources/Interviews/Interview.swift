import Profiles
package import Records
import StrictYAML

/// An interview that ends in a profile: which question is next, and what an answer to it means.
///
/// It reads nothing and writes nothing. Every answer is checked by the profile's own reader, in a
/// profile of all answers so far, so that no answer is taken that `assay validate` would refuse.
package struct Interview: Sendable {
  /// What became of a line.
  package enum Outcome: Sendable, Equatable {
    /// Taken, with what should be known of it.
    case taken([String])
    /// Not taken: what is wrong, and what would be right.
    case refused([String])
    case help(String)
    /// The last answer was taken back.
    case back
  }

  package let questions: [InterviewQuestion]
  private let reader: ProfileReader
  private let workloads: [WorkloadDescriptor]
  private var replies: [String: Reply] = [:]
  /// The keys in the order in which they were answered.
  private var order: [String] = []

  package init(workloads: [WorkloadDescriptor]) {
    questions = InterviewQuestions.all(workloads: workloads)
    reader = ProfileReader(workloads: workloads)
    self.workloads = workloads
  }

  /// The first question that applies and has no answer; nil at the end.
  package var next: InterviewQuestion? {
    questions.first { replies[$0.key] == nil && applies($0) }
  }

  /// How many questions that apply are answered, and how many there are.
  package var progress: (answered: Int, all: Int) {
    let applying = questions.filter(applies)
    return (applying.count { replies[$0.key] != nil }, applying.count)
  }

  /// Answers a question beforehand.
  ///
  /// - Returns: What is wrong with the answer; nil where it was taken.
  package mutating func preset(_ key: String, _ text: String) -> String? {
    guard let question = questions.first(where: { $0.key == key }) else { return nil }
    guard case .refused(let problems) = set(.given(text), for: question) else { return nil }
    return problems.joined(separator: "; ")
  }

  /// Takes a line as the answer to the next question.
  package mutating func take(_ line: String) -> Outcome {
    let text = line.trimmed
    guard let question = next else { return .taken([]) }
    switch text {
    case "?": return .help(question.help)
    case "<":
      guard let last = order.popLast() else { return .refused(["There is nothing to take back."]) }
      replies[last] = nil
      return .back
    default: break
    }
    switch reply(text, to: question) {
    case .failure(let refusal): return .refused([refusal.message])
    case .success(let reply): return set(reply, for: question)
    }
  }

  /// Sets a reply where the profile's reader finds nothing wrong with it.
  mutating func set(_ reply: Reply, for question: InterviewQuestion) -> Outcome {
    var tried = self
    tried.replies[question.key] = reply
    let text = ProfileText.text(tried.filled)
    do throws(ProfileProblems) {
      let (_, warnings) = try reader.read(bytes: Array(text.utf8), file: "answers")
      tried.order.append(question.key)
      self = tried
      let own = warnings.filter { $0.message.hasPrefix("`\(question.key)`") }
      return .taken(own.map { "\($0.message); \($0.remedy)" })
    } catch {
      return .refused(
        error.diagnostics.filter { $0.severity == .error }.map { "\($0.message); \($0.remedy)" })
    }
  }

  /// What a text means as an answer.
  func reply(_ text: String, to question: InterviewQuestion) -> Swift.Result<Reply, Refusal> {
    let isUnknown = text.lowercased().hasPrefix("unknown") || text.lowercased() == "i don't know"
    if isUnknown {
      let guess = text.lowercased().hasPrefix("unknown") ? text.dropFirst(7).trimmed : ""
      return unknown(guess: guess, question)
    }
    guard !text.isEmpty else {
      if let suggestion = question.suggestion { return .success(.given(suggestion)) }
      return question.isRequired
        ? .failure(Refusal("`\(question.key)` needs an answer; `?` shows help"))
        : .success(.none)
    }
    if text == "none", question.suggestion == nil, !question.isRequired { return .success(.none) }
    return .success(.given(text))
  }

  private func unknown(
    guess: String, _ question: InterviewQuestion
  ) -> Swift.Result<Reply, Refusal> {
    if question.guessed != nil, let value = guess.isEmpty ? question.suggestion : guess {
      return .success(.guess(value))
    }
    guard guess.isEmpty else {
      return .failure(
        Refusal("`\(question.key)` takes no guess; write the value, or `unknown` alone"))
    }
    if question.key == "name" || question.key == "workload" {
      return .failure(Refusal("`\(question.key)` cannot be unknown; `?` shows help"))
    }
    return .success(question.suggestion.map { .given($0) } ?? .none)
  }

  /// Why a text is no answer.
  struct Refusal: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  private func applies(_ question: InterviewQuestion) -> Bool {
    switch question.key {
    case "latency.rate": replies["latency.scenario"]?.value == "server"
    case "data.stage-annotations", "data.labelling-cost.stage":
      workloads.first { $0.name == replies["workload"]?.value }?.usesStageAnnotations ?? true
    default: true
    }
  }
}

extension Interview {
  /// Whether the question applies and has no answer.
  func isNext(_ question: InterviewQuestion) -> Bool {
    replies[question.key] == nil && applies(question)
  }

  /// The profile of all answers; complete once ``next`` is nil.
  package var profileText: String { ProfileText.text(given) }

  /// The answers so far as a file from which the interview can go on.
  package var answersText: String {
    given.map { key, reply in
      let text = key == "summary" ? ProfileText.quoted(reply.written) : reply.written
      return "\(key): \(text)\n"
    }.joined()
  }

  /// The replies in the order of the questions.
  private var given: [(key: String, reply: Reply)] {
    questions.compactMap { question in replies[question.key].map { (question.key, $0) } }
  }

  /// The replies, with what is still to be asked taken as its suggestion.
  private var filled: [(key: String, reply: Reply)] {
    questions.compactMap { question in
      if let reply = replies[question.key] { return (question.key, reply) }
      guard applies(question) else { return nil }
      // A name is needed for the check alone.
      let stand = question.key == "name" ? "name" : question.suggestion
      return stand.map { (question.key, .given($0)) }
    }
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
