package import Records

extension LoadScenarios {
  /// Answers queries and runs the reference loop in turns, for as long as `budget` says.
  ///
  /// A turn of answering lasts about `turn`, at least one query, and the loop runs before the first turn
  /// and after every one; so each turn stands between two readings of how fast the machine was just
  /// then. Two turns are thrown away first, to warm up. Where the machine is busy it goes on, up to four
  /// times as long, until `quiet` turns stand between readings near the fastest so far. All times are
  /// in nanoseconds.
  ///
  /// - Parameters:
  ///   - budget: how long to go on at least; two turns are kept in any case.
  ///   - turn: how long a turn of answering lasts.
  ///   - quiet: the turns that are hoped for on a quiet machine.
  ///   - firstQuery: the index of the first query; the others follow.
  ///   - reference: runs the reference loop once.
  ///   - answer: answers a query, or gives false.
  /// - Returns: The times, and how many queries got no answer.
  package func besideReference(
    budget: Int, turn: Int = 300_000, quiet: Int = 10, firstQuery: Int = 0, reference: () -> Void,
    answer: (Int) -> Bool
  ) -> (times: TimesBesideReference, failed: Int) {
    var times = TimesBesideReference()
    var failed = 0
    var query = firstQuery
    func answering() -> Int {
      let start = clock.now()
      var count = 0
      var elapsed = 0
      repeat {
        if !answer(query) { failed += 1 }
        query += 1
        count += 1
        elapsed = clock.now() - start
      } while elapsed < turn
      return elapsed / count
    }
    func referring() -> Int {
      let start = clock.now()
      reference()
      return clock.now() - start
    }
    for _ in 0..<2 { _ = (answering(), referring()) }
    func isDone(after elapsed: Int) -> Bool {
      guard elapsed >= budget, times.answer.count >= 2 else { return false }
      let fastest = Double(times.reference.min() ?? 0)
      return elapsed >= 4 * budget || times.turns(below: 1.08 * fastest).count >= quiet
    }
    let start = clock.now()
    times.reference.append(referring())
    repeat {
      times.answer.append(answering())
      times.reference.append(referring())
    } while !isDone(after: clock.now() - start)
    return (times, failed)
  }
}
