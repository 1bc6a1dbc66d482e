import Subprocess

extension WorkerCommand {
  /// Starts the worker and hands over the channel to it; on return the worker is gone.
  ///
  /// After the body the worker sees the end of its input and has `grace` to end; after an error it
  /// is ended at once. A worker that does not start shows at the first request.
  ///
  /// - Throws: what the body throws.
  package func withWorker<Value>(
    grace: Duration = .seconds(5), _ body: (Channel) async throws -> Value
  ) async throws -> Value {
    _ = brokenPipesAreErrors
    let channel = Channel(program: executable)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await serve(channel) }
      do {
        let value = try await body(channel)
        channel.finishInput()
        group.addTask {
          try await Task.sleep(for: grace)
          channel.kill()
        }
        try? await group.next()
        group.cancelAll()
        return value
      } catch {
        channel.finishInput()
        channel.kill()
        try? await group.next()
        throw error
      }
    }
  }

  /// Starts several workers at once and hands over their channels, in the order of the commands.
  ///
  /// - Throws: what the body throws.
  package static func withWorkers<Value>(
    _ commands: [WorkerCommand], grace: Duration = .seconds(5),
    _ body: ([Channel]) async throws -> Value
  ) async throws -> Value {
    try await withWorkers(commands[...], [], grace: grace, body)
  }

  private static func withWorkers<Value>(
    _ commands: ArraySlice<WorkerCommand>, _ channels: [Channel], grace: Duration,
    _ body: ([Channel]) async throws -> Value
  ) async throws -> Value {
    guard let command = commands.first else { return try await body(channels) }
    return try await command.withWorker(grace: grace) { channel in
      try await withWorkers(commands.dropFirst(), channels + [channel], grace: grace, body)
    }
  }

  /// Runs the worker's process and carries lines to and from the channel until it ends.
  private func serve(_ channel: Channel) async {
    do {
      let result = try await run(
        configuration, input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        await withTaskGroup(of: Void.self) { group in
          group.addTask {
            for await line in channel.outgoing {
              // A worker that has ended shows by the end of its output, with its reason.
              _ = try? await execution.standardInputWriter.write(line)
            }
            try? await execution.standardInputWriter.finish()
          }
          group.addTask {
            do {
              for try await buffer in execution.standardError { channel.tail.append(buffer.bytes) }
            } catch {}
          }
          group.addTask {
            for await _ in channel.kills { await execution.teardown(using: Self.teardown) }
          }
          await carryReplies(of: execution.standardOutput, to: channel)
          group.cancelAll()
        }
      }
      channel.end(.status(result.terminationStatus))
    } catch {
      channel.end(.notStarted("\(error)"))
    }
  }

  private func carryReplies(
    of output: SubprocessOutputSequence, to channel: Channel
  ) async {
    do {
      let lines = output.strings(
        separatedBy: .unicodeScalarSequence(["\n"]),
        bufferingPolicy: .maxLineLength(Channel.longestLine))
      for try await line in lines { channel.incoming.yield(line) }
    } catch {
      channel.tail.append(Array("\nreplies cannot be read: \(error)".utf8))
      channel.kill()
    }
  }
}
