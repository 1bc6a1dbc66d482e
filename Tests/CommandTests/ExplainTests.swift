import Figures
import Foundation
import Records
import Testing

@Suite("Explaining a run's conclusions")
struct ExplainTests {
  static func explain(_ words: String...) async throws -> Finished {
    let run = try await SharedRun.finished().directory
    return try await Started(Programs.assay, ["explain", run.path] + words).end()
  }

  static func conclusions() async throws -> [Chain.Conclusion] {
    try JSONDecoder().decode(
      [Chain.Conclusion].self, from: Data(try await explain("--json").output.utf8))
  }

  static func chain(_ name: String) async throws -> Chain {
    let explained = try await explain(name, "--json")
    #expect(explained.ending == .exit(0), "\(name): \(explained.error)")
    return try JSONDecoder().decode(Chain.self, from: Data(explained.output.utf8))
  }

  @Test("The list names the decision and each of its parts once, and every figure")
  func list() async throws {
    let run = try await SharedRun.finished().directory
    let decision = try run.read(Decision.self, from: run.decision)
    let evidence = try run.readEvidence()
    let names = try await Self.conclusions().map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.first == "decision")
    for (kind, count) in [
      ("reason.", decision.reasons.count), ("doubt.", decision.doubts.count),
      ("requirement.", decision.requirements.count),
    ] {
      #expect(names.filter { $0.hasPrefix(kind) } == (0..<count).map { "\(kind)\($0 + 1)" })
    }
    // Three rows, each with a prior and a measured cell of both architectures.
    #expect(names.count { $0.contains(".prior.") } == 6)
    #expect(names.count { $0.contains(".measured.") } == 6)
    #expect(decision.acceptability?.criteria.count == 5)
    for name in [
      "data", "latency", "regulation", "quality", "labelling-cost", "latency-headroom",
      "memory-headroom", "interpretability",
    ] {
      #expect(names.contains(name), "\(name)")
    }
    let figures =
      evidence.timeFree.scores + evidence.timeFree.properties + evidence.timed.figures
    #expect(
      names.count { $0.hasPrefix("flip.") } == decision.acceptability?.flips.count)
    #expect(names.contains("next-measurement") == (decision.nextMeasurement != nil))
    #expect(names.contains("crossover") == (evidence.timeFree.crossover != nil))
    #expect(names.suffix(figures.count) == figures.map(\.kind.id)[...])
  }

  @Test("Of every conclusion, each citation stands in the run's files as it is cited")
  func citations() async throws {
    let run = try await SharedRun.finished().directory
    let files = RunFiles(run)
    for name in try await Self.conclusions().map(\.name) {
      let chain = try await Self.chain(name)
      #expect(!chain.allCitations.isEmpty, "\(name)")
      for citation in chain.allCitations { try files.expect(citation) }
      for replicates in chain.figures.flatMap(\.replicates) {
        let place = try files.value(replicates.file, replicates.pointer)
        let values = try JSONDecoder().decode(
          JSONTree.self, from: RecordCoding.encode(replicates.values))
        #expect(place == values, "\(name)")
        #expect(replicates.printed.count == replicates.values.count)
      }
    }
  }

  @Test("Whatever was measured leads to records, these to their digests and to one machine")
  func records() async throws {
    let run = try await SharedRun.finished().directory
    let listed = try String(decoding: run.bytes(run.digests), as: UTF8.self)
    for name in try await Self.conclusions().map(\.name) {
      let chain = try await Self.chain(name)
      let endsAbove = !chain.gaps.isEmpty
      #expect((chain.trials + chain.sessions).isEmpty == endsAbove, "\(name)")
      #expect(chain.machines.count == (endsAbove ? 0 : 1), "\(name)")
      for record in chain.trials + chain.sessions {
        let digest = try #require(record.digest)
        #expect(listed.contains("\(digest)  \(record.file)\n"))
      }
      // A rule of the conclusion itself, but of a figure, whose own rule stands with it.
      #expect(!chain.rules.isEmpty, "\(name)")
      for figure in chain.figures {
        #expect(!figure.trials.isEmpty)
        #expect(Set(figure.trials).isSubset(of: chain.trials.map(\.number)))
        #expect(Set(figure.sessions).isSubset(of: chain.sessions.map(\.number)))
      }
    }
  }

  @Test("A figure's trials are those whose repetitions its replicates name")
  func repetitions() async throws {
    let plan = try await SharedRun.finished().plan
    for id in ["auc", "training-time", "necessity"] {
      let figure = try #require(try await Self.chain(id).figures.first)
      let named = Set(
        figure.replicates.flatMap { replicates in
          replicates.values.map { "\(replicates.architecture) \($0.unit)" }
        })
      let trials = plan.trials.filter {
        $0.size == plan.sizes.last && named.contains("\($0.architecture) \($0.repetition)")
      }
      #expect(figure.trials == trials.map(\.number))
      #expect(figure.sessions == [])
    }
    let latency = try #require(try await Self.chain("latency-p99").figures.first)
    #expect(latency.sessions == plan.sessions.map(\.number))
    #expect(Set(latency.trials) == Set(plan.sessions.flatMap(\.trials)))
  }

  @Test("Every reason and doubt leads to the parts that it quotes")
  func statements() async throws {
    let run = try await SharedRun.finished().directory
    let decision = try run.read(Decision.self, from: run.decision)
    for (kind, statements) in [("reason", decision.reasons), ("doubt", decision.doubts)] {
      for (index, statement) in statements.enumerated() {
        let rule = try #require(statement.rule, "\(statement.text)")
        let parts = try await Self.chain("\(kind).\(index + 1)").restsOn
        switch rule {
        case .requirement, .criterion: #expect(parts.count == 1, "\(statement.text)")
        case .acceptability, .beyondMeasured, .crossover, .disagreement: #expect(!parts.isEmpty)
        default: #expect(parts.isEmpty)
        }
      }
    }
  }

  @Test(
    "The terminal shows every number of a chain with its place", arguments: ["decision", "data"])
  func terminal(name: String) async throws {
    let shown = try await Self.explain(name).output
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let chain = try await Self.chain(name)
    let listed = chain.citations + chain.figures.flatMap(\.citations)
    for citation in listed + chain.machines.flatMap(\.citations) {
      let printed = citation.printed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(shown.contains("\(printed) (\(citation.standing.rawValue)) \(citation.place)"))
    }
    for record in chain.trials + chain.sessions { #expect(shown.contains(record.file)) }
  }

  @Test("A mistyped name is told with the nearest one, exit code 64")
  func mistyped() async throws {
    let run = try await SharedRun.finished().directory
    for (name, near) in [("qualty", "did you mean 'quality'? "), ("nothing-like-it", "")] {
      let refused = try await Self.explain(name)
      #expect(refused.ending == .exit(64))
      #expect(refused.output == "")
      #expect(
        refused.error == "Error: This run has no conclusion '\(name)'; \(near)"
          + "'assay explain \(run.path)' lists them.\n")
    }
  }

  @Test("A run that is missing or not finished is told so, exit code 65")
  func badRun() async throws {
    let scratch = try Scratch()
    let missing = try await assay("explain", "none", in: scratch.path)
    #expect(missing.ending == .exit(65))
    #expect(
      missing.error == "assay: none/plan.json: cannot be read: there is no such file;"
        + " check that this is a run of assay and that you may read it\n")
    let run = try await SharedRun.finished().copy(into: scratch)
    let unfinished = try await assay("explain", run.path, "decision")
    #expect(unfinished.ending == .exit(65))
    #expect(
      unfinished.error == "assay: \(run.path): the run is not finished;"
        + " continue it with 'assay resume \(run.path)'\n")
  }
}
