import Measuring
import NumericCore
import Records
import Workers

/// Kills runs at random moments, continues them, and compares what comes out with a run that nothing
/// disturbed.
///
///     ./run bench KillBenchmark [MOMENTS [SEED]]
@main
struct KillBenchmark {
  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap(Int.init)
    let moments = numbers.first ?? 100
    let seed = numbers.dropFirst().first ?? 1
    let bench = try Bench()
    defer { bench.remove() }
    let whole = Stopwatch()
    let expected = try await bench.undisturbed()
    let seconds = whole.seconds
    print("A run that nothing disturbs takes \(seconds.rounded()) s.")

    var generator = SeededGenerator(seed: UInt64(seed), "kill")
    var tally = Tally()
    var first = Victim(bench: bench, number: 1)
    try await first.startAgainAndAgain(
      upTo: min(moments, 20), longestWait: min(seconds / 6, 4), &generator)
    tally.add(first, expected: expected)
    // The end of a run takes about a fifth of it: two of eighteen trials, one of three sessions.
    while tally.kills < moments {
      var victim = Victim(bench: bench, number: tally.runs + 1)
      try await victim.continueAgainAndAgain(
        upTo: moments - tally.kills, longestWait: min(seconds / 5, 6), &generator)
      tally.add(victim, expected: expected)
    }
    print(tally.description)
    guard tally.isClean else { throw Damage() }
  }

  /// Something was lost or half-written; the lines above say what.
  private struct Damage: Error {}
}
