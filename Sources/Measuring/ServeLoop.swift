package import Records

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a serving worker serves.
package protocol ServedSubject {
  /// Loads the saved model; called once, before anything else.
  mutating func load() throws
  /// What was built, once it is loaded; nil of a trained model.
  var declared: DeclaredModel? { get }
  /// Answers the query of the given index, modulo the number of items; false where it failed.
  mutating func answer(_ query: Int) -> Bool
  /// Answers a query and calls `mark` when each of its stages is done; false where it failed.
  mutating func answer(_ query: Int, markingStages mark: () -> Void) -> Bool
  /// Answers the first `items` items at once; how many were answered.
  mutating func answerAll(_ items: Int) -> Int
  /// Names the reasons for the answer to the query, which it need not give again; false where it failed.
  mutating func explain(_ query: Int) -> Bool
}

extension ServedSubject {
  package var declared: DeclaredModel? { nil }

  /// One stage, the whole.
  package mutating func answer(_ query: Int, markingStages mark: () -> Void) -> Bool {
    let isAnswered = answer(query)
    mark()
    return isAnswered
  }
}

/// The worker's side of a session: obeys one command a line until told to stop or the parent ends.
package struct ServeLoop<Subject: ServedSubject> {
  private var subject: Subject
  private var isLoaded = false
  private let scenarios = LoadScenarios()

  package init(subject: Subject) { self.subject = subject }

  /// Serves over standard input and output until `stop` or the end of input.
  ///
  /// What else the process writes to standard output goes to standard error, so that no stray line
  /// is taken for a reply.
  ///
  /// - Throws: ``MeasuringError`` where the parent cannot be read from or written to.
  package mutating func run() throws(MeasuringError) {
    let output = dup(STDOUT_FILENO)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else {
      throw MeasuringError(
        code: .brokenChannel, message: "standard output: \(SystemFile.lastFailure)")
    }
    defer { close(output) }
    try run(input: STDIN_FILENO, output: output)
  }

  /// Serves over the given file descriptors until `stop` or the end of input.
  ///
  /// - Throws: ``MeasuringError`` where the parent cannot be read from or written to.
  package mutating func run(input: Int32, output: Int32) throws(MeasuringError) {
    var lines = LineReader(file: input)
    while let line = try lines.next() {
      let reply: ServeReply
      do {
        let command = try JSONDecoder().decode(ServeCommand.self, from: Data(line))
        if command == .stop { return }
        reply = carryOut(command)
      } catch {
        reply = ServeReply(
          error: "not a command: \(String(decoding: line.prefix(200), as: UTF8.self))")
      }
      try reply.send(to: output)
    }
  }

  /// Carries out one command; what goes wrong is told in the reply.
  package mutating func carryOut(_ command: ServeCommand) -> ServeReply {
    guard isLoaded || !command.needsModel else {
      return ServeReply(error: "no model is loaded: send 'load' first")
    }
    switch command {
    case .load: return load()
    case .singleStream(let queries, let warmUp, let first):
      return ServeReply(
        scenarios.singleStream(
          queries: queries, warmUp: warmUp, firstQuery: first, answer: { subject.answer($0) }))
    case .server(let rate, let queries, let warmUp, let first, let seed):
      guard rate > 0 else { return ServeReply(error: "the rate is \(rate), not above 0") }
      return ServeReply(
        scenarios.server(
          rate: rate, queries: queries, warmUp: warmUp, firstQuery: first, seed: seed,
          answer: { subject.answer($0) }))
    case .offline(let items):
      let result = scenarios.offline(items: items, answerAll: { subject.answerAll($0) })
      return ServeReply(
        nanoseconds: [result.nanoseconds], failed: result.failed, perSecond: result.perSecond)
    case .repeated(let query, let queries, let warmUp):
      return ServeReply(
        scenarios.repeated(
          query: query, queries: queries, warmUp: warmUp, answer: { subject.answer($0) }))
    case .explain(let queries, let warmUp, let first):
      return ServeReply(
        scenarios.singleStream(
          queries: queries, warmUp: warmUp, firstQuery: first, answer: { subject.explain($0) }))
    case .besideReference(let milliseconds, let first):
      let table = ReferenceLoop.Table()
      var sink: Float = 0
      let measured = scenarios.besideReference(
        budget: milliseconds * 1_000_000, firstQuery: first, reference: { sink += table.run() },
        answer: { subject.answer($0) })
      // Never negative: the sum is asked for so that no round is optimised away.
      return ServeReply(failed: measured.failed, besideReference: sink < 0 ? nil : measured.times)
    case .stagewise(let queries, let warmUp, let first):
      let clock = MonotonicClock()
      let measured = StagewiseLoad(clock: clock).run(
        queries: queries, warmUp: warmUp, firstQuery: first,
        answer: { subject.answer($0, markingStages: $1) })
      return ServeReply(
        failed: measured.failed, stages: measured.stages, clock: clock.quality())
    case .reference(let rounds):
      return ServeReply(
        nanoseconds: ReferenceLoop.times(rounds: rounds), clock: MonotonicClock().quality())
    case .memory(let resetting): return .memory(resettingPeak: resetting)
    case .stop: return ServeReply()
    }
  }

  private mutating func load() -> ServeReply {
    let watch = Stopwatch()
    do {
      try subject.load()
      isLoaded = true
      let time = watch.nanoseconds
      return ServeReply(
        nanoseconds: [time], memory: try ResidentMemory.read(), declared: subject.declared)
    } catch {
      return ServeReply(error: error.localizedReason)
    }
  }
}

extension ServeCommand {
  fileprivate var needsModel: Bool {
    switch self {
    case .load, .reference, .memory, .stop: false
    case .singleStream, .server, .offline, .repeated, .explain, .besideReference, .stagewise: true
    }
  }
}

extension ServeReply {
  /// The resident sizes; afterwards the peak starts again, if asked for.
  static func memory(resettingPeak: Bool) -> ServeReply {
    do {
      let reading = try ResidentMemory.read()
      // A peak that cannot be reset is an upper bound, and better than no reading.
      if resettingPeak { try? ResidentMemory.resetPeak() }
      return ServeReply(memory: reading)
    } catch {
      return ServeReply(error: error.message)
    }
  }

  /// Writes the reply as one line.
  ///
  /// - Throws: ``MeasuringError`` where the parent reads no more.
  func send(to output: Int32) throws(MeasuringError) {
    let line: Data
    do {
      line = try RecordCoding.encodeLines([self])
    } catch {
      throw MeasuringError(code: .brokenChannel, message: error.localizedReason)
    }
    guard SystemFile.write([UInt8](line), to: output) else {
      throw MeasuringError(
        code: .brokenChannel, message: "the parent reads no replies: \(SystemFile.lastFailure)")
    }
  }

  fileprivate init(_ result: LoadResult) {
    self.init(
      nanoseconds: result.latencies, failed: result.failed, lateness: result.lateness)
  }
}
