import Citations
import Figures
import Records

/// From numbers of trials and sessions to their records, and from these to machines.
struct RecordLinks {
  let facts: ChainFacts

  /// The records of trials that are there; the others have none.
  func trials(_ numbers: [Int]) -> [Chain.Record] {
    numbers.compactMap { number in
      facts.trials[number].map { trial($0, facts.trialFile(number)) }
    }
  }

  func sessions(_ numbers: [Int]) -> [Chain.Record] {
    numbers.compactMap { number in
      facts.sessions[number].map { session($0, facts.sessionFile(number)) }
    }
  }

  private func trial(_ record: TrialRecord, _ file: String) -> Chain.Record {
    let plan = record.specification
    var citations = [
      text(plan.architecture.rawValue, "Architecture", file, "/specification/architecture"),
      count(plan.size, "Size", file, "/specification/size"),
      count(plan.repetition, "Repetition", file, "/specification/repetition"),
    ]
    if let study = plan.study {
      citations.append(text(study, "Study", file, "/specification/study"))
    }
    if plan.folds > 1 { citations.append(count(plan.fold, "Fold", file, "/specification/fold")) }
    if let answers = record.answers {
      citations += [
        count(answers.items, "Answers", file, "/answers/items"),
        text(answers.itemsDigest, "SHA-256 of the answers", file, "/answers/itemsDigest"),
        text(answers.modelDigest, "SHA-256 of the model", file, "/answers/modelDigest"),
      ]
    }
    citations += failure(record.failure, file)
    return Chain.Record(
      number: plan.number, file: file, digest: facts.digests[file], citations: citations)
  }

  private func session(_ record: SessionRecord, _ file: String) -> Chain.Record {
    let plan = record.specification
    let title = plan.declared == nil ? "Served trial" : "Items of trial"
    var served = plan.trials.enumerated().map { index, trial in
      count(trial, "\(title) \(index + 1)", file, "/specification/trials/\(index)")
    }
    for (architecture, parameters) in (plan.declared ?? [:]).sorted(by: { $0.key < $1.key }) {
      served.append(
        count(
          parameters, "Declared parameters, \(architecture.rawValue)", file,
          "/specification/declared/\(architecture.rawValue)"))
    }
    return Chain.Record(
      number: plan.number, file: file, digest: facts.digests[file],
      citations: served + [
        count(plan.queries, "Queries", file, "/specification/queries"),
        count(
          plan.singleStreamQueries, "Single-stream queries", file,
          "/specification/singleStreamQueries"),
      ] + failure(record.failure, file))
  }

  private func failure(_ failure: Failure?, _ file: String) -> [Citation] {
    guard let failure else { return [] }
    return [
      text(failure.cause.rawValue, "Failure", file, "/failure/cause"),
      text(failure.detail, "Cause", file, "/failure/detail"),
    ]
  }

  /// The machines of records, each once: records of one differ only in when they started.
  func machines(trials: [Int], sessions: [Int]) -> [Chain.Machine] {
    var known: [(provenance: Provenance, machine: Chain.Machine)] = []
    func place(of provenance: Provenance, _ file: String) -> Int {
      var machine = provenance
      machine.started = ""
      if let place = known.firstIndex(where: { $0.provenance == machine }) { return place }
      known.append(
        (machine, .init(citations: citations(machine, file), trials: [], sessions: [])))
      return known.count - 1
    }
    for number in trials {
      guard let record = facts.trials[number] else { continue }
      known[place(of: record.provenance, facts.trialFile(number))].machine.trials.append(number)
    }
    for number in sessions {
      guard let record = facts.sessions[number] else { continue }
      known[place(of: record.provenance, facts.sessionFile(number))].machine.sessions
        .append(number)
    }
    return known.map(\.machine)
  }

  private func citations(_ machine: Provenance, _ file: String) -> [Citation] {
    [
      text(machine.processor, "Processor", file, "/provenance/processor"),
      count(machine.cores, "Cores", file, "/provenance/cores"),
      text(machine.system, "System", file, "/provenance/system"),
      text(machine.kernels, "Kernels", file, "/provenance/kernels"),
      text(machine.version, "Version of assay", file, "/provenance/version"),
    ]
  }

  private func text(
    _ text: String, _ title: String, _ file: String, _ pointer: String
  ) -> Citation {
    Citing.text(text, title: title, standing: .measured, file: file, pointer: pointer)
  }

  private func count(
    _ count: Int, _ title: String, _ file: String, _ pointer: String
  ) -> Citation {
    Citing.count(count, title: title, standing: .measured, file: file, pointer: pointer)
  }
}
