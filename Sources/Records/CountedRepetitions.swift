extension Plan {
  /// Which repetitions of a training size count, given the trials that completed.
  package struct CountedRepetitions: Sendable, Equatable {
    /// The repetitions in which every fold of every architecture completed, ascending.
    package let common: [Int]
    /// The repetitions that the plan has and that are not `common`, ascending.
    package let incomplete: [Int]
    private let complete: [Architecture: [Int]]

    fileprivate init(common: [Int], incomplete: [Int], complete: [Architecture: [Int]]) {
      self.common = common
      self.incomplete = incomplete
      self.complete = complete
    }

    /// What counts for an architecture: the common repetitions; where there is none, its own.
    package func counted(_ architecture: Architecture) -> [Int] {
      common.isEmpty ? complete[architecture] ?? [] : common
    }
  }

  /// The repetitions of a size that count; `docs/method.md`, section "What is compared".
  package func countedRepetitions(
    size: Int, isCompleted: (Int) -> Bool
  ) -> CountedRepetitions {
    let planned = mainTrials.filter { $0.size == size }
    var complete: [Architecture: [Int]] = [:]
    for architecture in Set(planned.map(\.architecture)) {
      let own = planned.filter { $0.architecture == architecture }
      complete[architecture] = Dictionary(grouping: own, by: \.repetition)
        .filter { $0.value.allSatisfy { isCompleted($0.number) } }.keys.sorted()
    }
    let all = Set(planned.map(\.repetition)).sorted()
    let common = all.filter { repetition in
      complete.values.allSatisfy { $0.contains(repetition) }
    }
    return CountedRepetitions(
      common: common, incomplete: all.filter { !common.contains($0) }, complete: complete)
  }
}
