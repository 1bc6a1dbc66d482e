package import Records
import Subprocess
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A running worker that is sent one JSON line at a time and replies with one.
///
/// Send one request at a time. After an error the worker is gone, and every further request fails
/// with the same error.
package final class Channel: Sendable {
  /// A reply longer than this is taken for noise, in bytes.
  static let longestLine = 64 << 20

  private let program: String
  /// The end of what the worker wrote to standard error.
  package let tail = OutputTail()
  private let outbox: AsyncStream<[UInt8]>.Continuation
  let outgoing: AsyncStream<[UInt8]>
  private let inbox: AsyncStream<String>
  let incoming: AsyncStream<String>.Continuation
  private let killSwitch: AsyncStream<Void>.Continuation
  let kills: AsyncStream<Void>
  /// Why the worker is gone; nil while it may reply.
  private let failure = Mutex<WorkerError?>(nil)

  init(program: String) {
    self.program = program
    (outgoing, outbox) = AsyncStream.makeStream()
    (inbox, incoming) = AsyncStream.makeStream()
    (kills, killSwitch) = AsyncStream.makeStream()
  }

  /// Sends a request and waits for its reply.
  ///
  /// - Throws: ``WorkerError``: the worker ended or never started, was silent for `timeout` (and was
  ///   killed), sent something else, or the calling task was cancelled.
  package func request<Reply: Decodable>(
    _ message: some Encodable, as type: Reply.Type, timeout: Duration
  ) async throws(WorkerError) -> Reply {
    if let failure = failure.withLock({ $0 }) { throw failure }
    let line: Data
    do {
      line = try RecordCoding.encodeLines([message])
    } catch {
      throw WorkerError(code: .garbled, message: "the request: \(error.localizedReason)")
    }
    outbox.yield([UInt8](line))
    let reply = try await nextLine(timeout: timeout)
    do {
      return try JSONDecoder().decode(type, from: Data(reply.utf8))
    } catch {
      throw fail(
        .garbled, "the worker sent '\(reply.prefix(200))', not a reply: \(error.localizedReason)")
    }
  }

  /// Sends a command of a session; an error that the worker tells in its reply is thrown.
  ///
  /// - Throws: ``WorkerError``; after the code `refused` the worker still serves.
  package func serve(
    _ command: ServeCommand, timeout: Duration
  ) async throws(WorkerError) -> ServeReply {
    let reply = try await request(command, as: ServeReply.self, timeout: timeout)
    if let error = reply.error { throw WorkerError(code: .refused, message: error) }
    return reply
  }

  /// Ends the worker now.
  func kill() {
    killSwitch.yield()
  }

  /// Lets the worker see the end of its input.
  func finishInput() {
    outbox.finish()
  }

  /// Notes how the worker's process ended, then lets a waiting request know.
  func end(_ ending: ProcessEnding) {
    switch ending {
    case .notStarted(let reason):
      fail(.notStarted, "'\(program)' did not start: \(reason)")
    case .status(let status):
      switch WorkerOutcome(status, message: tail.text) {
      case .completed: fail(.crashed, "the worker ended before it replied")
      case .refused(let code, _): fail(.refused, "the worker ended with exit code \(code)")
      case .crashed(let cause, _):
        fail(cause.cameFromOutside ? .killed : .crashed, "the worker ended by \(cause)")
      case .hung(let message): fail(.hung, message)
      }
    }
    outbox.finish()
    incoming.finish()
  }

  private func nextLine(timeout: Duration) async throws(WorkerError) -> String {
    switch await firstOf(timeout: timeout, { [inbox] in await inbox.first { _ in true } }) {
    case .done(.some(let line)): return line
    case .done(.none): throw fail(.crashed, "the worker ended before it replied")
    case .cancelled: throw fail(.interrupted, "the session was stopped")
    case .overdue:
      kill()
      // Only when its process has ended are all its last words there.
      for await _ in inbox {}
      throw fail(.hung, "no reply within \(timeout.inSeconds)", replacing: true)
    }
  }

  /// Notes why the worker is gone; the first reason stays unless it is only the consequence of ours.
  @discardableResult
  private func fail(
    _ code: WorkerError.Code, _ message: String, replacing: Bool = false
  ) -> WorkerError {
    let error = WorkerError(code: code, message: message, standardError: tail.text)
    if code == .garbled { kill() }
    return failure.withLock { failure in
      if let earlier = failure, !replacing { return earlier }
      failure = error
      return error
    }
  }
}
