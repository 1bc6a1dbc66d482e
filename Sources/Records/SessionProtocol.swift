/// What a session asks of a serving worker: one JSON object a line on its standard input.
///
/// A query is an index; the served subject maps it to one of its items, modulo their number. The
/// worker takes the time itself, around the call in its own process, so that the pipe costs nothing.
package enum ServeCommand: Codable, Sendable, Equatable {
  /// Load the saved model; the reply holds the memory after it and the time it took.
  case load
  /// Queries one after the other: `firstQuery ..< firstQuery + queries`.
  case singleStream(queries: Int, warmUp: Int, firstQuery: Int)
  /// Poisson arrivals at `rate` queries a second; waiting in the queue counts.
  case server(rate: Double, queries: Int, warmUp: Int, firstQuery: Int, seed: UInt64)
  /// All items at once, for throughput.
  case offline(items: Int)
  /// One query again and again, to see whether answers are cached (LoadGen's TEST04).
  case repeated(query: Int, queries: Int, warmUp: Int)
  /// Explanations of single decisions, one after the other.
  case explain(queries: Int, warmUp: Int, firstQuery: Int)
  /// Queries and the reference loop in turns, for so long.
  case besideReference(milliseconds: Int, firstQuery: Int)
  /// Queries one after the other, the clock read after each stage of the candidate.
  case stagewise(queries: Int, warmUp: Int, firstQuery: Int)
  /// The fixed loop that shows a noisy machine, `rounds` times.
  case reference(rounds: Int)
  /// The resident sizes; afterwards, if asked for, the peak starts again from the present size.
  ///
  /// Where the system forbids that, the peak stays that of the whole life, an upper bound.
  case memory(resettingPeak: Bool)
  /// End with exit code 0; there is no reply.
  case stop
}

/// What a serving worker replies: one JSON object a line on its standard output.
package struct ServeReply: Codable, Sendable, Equatable {
  /// The time of each answered query, in nanoseconds, in order; for `load` and `offline`, of the
  /// whole; for `reference`, of each round.
  package var nanoseconds: [Int]
  /// Queries that got no answer.
  package var failed: Int
  /// How late the harness itself was with each query of the server scenario, in nanoseconds.
  package var lateness: [Int]
  /// Items answered a second; nil except for `offline`.
  package var perSecond: Double?
  /// The times of `besideReference`; nil of every other command.
  package var besideReference: TimesBesideReference?
  /// For each stage the time of every answered query; nil except for `stagewise`.
  package var stages: [[Int]]?
  /// The resident sizes after the command; nil where it neither loads nor asks for them.
  package var memory: MemoryReading?
  /// What the worker's clock can tell apart; nil except for `reference` and `stagewise`.
  package var clock: ClockQuality?
  /// What was built for a declared size; nil except for `load` of such a model.
  package var declared: DeclaredModel?
  /// Why the command was not carried out, in one sentence; nil where it was.
  package var error: String?

  package init(
    nanoseconds: [Int] = [], failed: Int = 0, lateness: [Int] = [], perSecond: Double? = nil,
    besideReference: TimesBesideReference? = nil, stages: [[Int]]? = nil,
    memory: MemoryReading? = nil, clock: ClockQuality? = nil, declared: DeclaredModel? = nil,
    error: String? = nil
  ) {
    self.nanoseconds = nanoseconds
    self.failed = failed
    self.lateness = lateness
    self.perSecond = perSecond
    self.besideReference = besideReference
    self.stages = stages
    self.memory = memory
    self.clock = clock
    self.declared = declared
    self.error = error
  }
}

/// Times of answering and of the reference loop, in turns on one processor, in nanoseconds.
package struct TimesBesideReference: Codable, Sendable, Hashable {
  /// One run of the loop before the first turn and after every turn: one more than `answer`.
  package var reference: [Int]
  /// The mean time of an answer, turn by turn.
  package var answer: [Int]

  package init(reference: [Int] = [], answer: [Int] = []) {
    self.reference = reference
    self.answer = answer
  }

  /// The turns that stand between two readings of at most so many nanoseconds.
  package func turns(below limit: Double) -> [Int] {
    answer.indices.filter { turn in
      turn + 1 < reference.count
        && Double(max(reference[turn], reference[turn + 1])) <= limit
    }
  }
}

/// The resident sizes of one process at one moment, in bytes.
package struct MemoryReading: Codable, Sendable, Hashable {
  /// All resident pages (`VmRSS`).
  package var resident: Int
  /// The resident pages that no file backs (`RssAnon`): heap and stacks, without code and libraries.
  package var anonymous: Int
  /// The largest resident size since the start or the last reset (`VmHWM`).
  package var peak: Int

  package init(resident: Int, anonymous: Int, peak: Int) {
    self.resident = resident
    self.anonymous = anonymous
    self.peak = peak
  }
}

/// What a clock can tell apart and what reading it costs, in nanoseconds.
package struct ClockQuality: Codable, Sendable, Hashable {
  /// The smallest step seen between two readings, or the declared one where that is coarser.
  package var resolution: Int
  /// The mean cost of one reading.
  package var overhead: Double

  package init(resolution: Int, overhead: Double) {
    self.resolution = resolution
    self.overhead = overhead
  }
}

/// The environment variables by which a parent speaks to its workers before any message.
package enum WorkerEnvironment {
  /// The process id of the parent whose end the worker must not survive.
  package static let parent = "ASSAY_PARENT"
  /// The path of the worker program, where it does not lie beside `assay`.
  package static let program = "ASSAY_WORKER"
}
