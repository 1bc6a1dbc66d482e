import Measuring
import Planning
import Records
import Runs
import Synchronization

/// Tells a person how a run is going: one line that changes on a terminal, a line a trial elsewhere.
final class ProgressReporter: Sendable {
  private struct State {
    var trials: [TrialSpecification] = []
    var sessions: [SessionSpecification] = []
    var ended = 0
    var total = 0
    var expected = 0.0
    var left = 0.0
    var width = 0
  }

  private let plan: Plan
  private let descriptor: WorkloadDescriptor
  private let jobs: Int
  private let watch = Stopwatch()
  private let state = Mutex(State())
  private let isTerminal = Terminal.isError

  init(plan: Plan, descriptor: WorkloadDescriptor, jobs: Int) {
    self.plan = plan
    self.descriptor = descriptor
    self.jobs = jobs
  }

  /// Takes one event.
  @Sendable func report(_ event: RunProgress) {
    state.withLock { state in
      switch event {
      case .started(let trials, let sessions): start(&state, trials: trials, sessions: sessions)
      case .trialEnded(let record): tell(record, &state)
      case .sessionStarted(let session):
        if isTerminal { redraw("serving, session \(session.number)", &state) }
      case .sessionEnded(let record): tell(record, &state)
      case .concluding: if isTerminal { redraw("weighing the evidence", &state) }
      }
    }
  }

  /// Takes the changing line away.
  func end() {
    guard isTerminal else { return }
    state.withLock { state in erase(&state) }
  }

  private func start(_ state: inout State, trials: Int, sessions: Int) {
    state.trials = Array(plan.trials.suffix(trials))
    state.sessions = Array(plan.sessions.suffix(sessions))
    state.total = trials + sessions
    state.expected = cost(state.trials, state.sessions)
    state.left = state.expected
    guard state.total > 0, !isTerminal else { return }
    StandardError.write(
      "\(trials) trials (\(jobs) side by side), then \(sessions) sessions; "
        + "about \(Self.duration(state.expected))\n")
  }

  private func tell(_ record: TrialRecord, _ state: inout State) {
    let trial = record.specification
    state.ended += 1
    state.left = max(0, state.left - cost([trial], []))
    let fold = trial.folds > 1 ? ", fold \(trial.fold + 1) of \(trial.folds)" : ""
    let name =
      "trial \(trial.number): \(trial.architecture.rawValue), \(trial.size) examples, "
      + "repetition \(trial.repetition)\(fold)" + (trial.variation.map { ", \($0.label)" } ?? "")
    let seconds = record.costs.map { ", \(Self.duration($0.totalSeconds))" } ?? ""
    let result = record.failure.map { " \($0.cause.rawValue): \($0.detail)" } ?? seconds
    if isTerminal && record.failure == nil { return redraw("training", &state) }
    erase(&state)
    StandardError.write(Terminal.inert("[\(state.ended)/\(state.total)] \(name)\(result)") + "\n")
  }

  private func tell(_ record: SessionRecord, _ state: inout State) {
    state.ended += 1
    state.left = max(0, state.left - cost([], [record.specification]))
    if isTerminal && record.failure == nil { return }
    let result = record.failure.map { ": \($0.cause.rawValue): \($0.detail)" } ?? ""
    erase(&state)
    StandardError.write(
      Terminal.inert(
        "[\(state.ended)/\(state.total)] session \(record.specification.number)\(result)")
        + "\n")
  }

  private func cost(_ trials: [TrialSpecification], _ sessions: [SessionSpecification]) -> Double {
    PlanCost(trials: trials, sessions: sessions, plan: plan, descriptor: descriptor)
      .wallSeconds(jobs: jobs)
  }

  private func redraw(_ activity: String, _ state: inout State) {
    // What is left is expected in the proportion in which the past was.
    let spent = state.expected - state.left
    let pace = spent > 1 ? watch.seconds / spent : 1
    let line =
      "[\(state.ended)/\(state.total)] \(activity), about \(Self.duration(state.left * pace)) left"
    erase(&state)
    StandardError.write(line)
    state.width = line.count
  }

  private func erase(_ state: inout State) {
    guard state.width > 0 else { return }
    StandardError.write("\r" + String(repeating: " ", count: state.width) + "\r")
    state.width = 0
  }

  private static func duration(_ seconds: Double) -> String {
    if seconds < 90 { return "\(Int(max(seconds, 0).rounded())) s" }
    let minutes = Int((seconds / 60).rounded())
    return minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
