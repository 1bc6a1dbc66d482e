import Foundation
import Testing

@Suite("The interview on the command line")
struct AskTests {
  /// Runs `ask` in a folder on lines that are typed.
  static func ask(
    _ lines: [String], _ arguments: String..., in scratch: Scratch
  ) async throws -> Finished {
    try await Started(
      Programs.assay, ["ask"] + arguments, in: scratch.path,
      input: Data(lines.map { $0 + "\n" }.joined().utf8)
    ).end()
  }

  @Test("Answers from a file make a sound profile without a word being asked")
  func scripted() async throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      name: loans
      data.paired-examples: unknown 50k
      latency.budget: 80 ms
      latency.scenario: server
      latency.rate: 20/s
      regulation.regimes: [gdpr/22]
      resources.memory: 512 MiB

      """, to: "a.yaml")
    let finished = try await Self.ask([], "--answers", "a.yaml", in: scratch)
    #expect(finished.ending == .exit(0))
    #expect(finished.error == "")
    #expect(
      finished.output == "The profile is in profile.yaml. Check it with 'assay validate"
        + " profile.yaml', then measure with 'assay recommend profile.yaml'.\n")
    #expect(
      try scratch.text("profile.yaml") == """
        assay: profile/1
        name: loans
        workload: credit-risk
        data:
          paired-examples: 50k   # a guess
          distribution: central
          labelling-cost:
            paired: 0 EUR
        latency:
          budget: 80 ms
          at: p99
          scenario: server
          rate: 20/s
        regulation:
          business-critical: false
          regimes: [gdpr/22]
        resources:
          memory: 512 MiB
        quality:
          indifference: 0.005
        priorities:
          data: 1
          latency: 1
          regulation: 1
        unknown: [data.paired-examples]

        """)
    let sound = try await assay("validate", "profile.yaml", in: scratch.path)
    #expect(sound.ending == .exit(0))
    let matrix = try await assay("matrix", "profile.yaml", "--json", in: scratch.path)
    #expect(matrix.output.contains("data.paired-examples (5,000 to 500,000)"))
  }

  @Test("A wrong file of answers is told by line, with exit code 65, and writes nothing")
  func wrongFile() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "name: loans\ndata.paired-examples: 10k\nlatency.budget: 80\n", to: "a.yaml")
    let finished = try await Self.ask([], "--answers", "a.yaml", in: scratch)
    #expect(finished.ending == .exit(65))
    #expect(
      finished.error == """
        a.yaml:3:17: error: `latency.budget` has no unit: `80`
          latency.budget: 80
                          ^~
          write 80 ms or 80 s
        1 problem

        """)
    #expect(!FileManager.default.fileExists(atPath: scratch.url("profile.yaml").path))
  }

  @Test("An interview that ends early is kept, and goes on with the same command")
  func resumed() async throws {
    let scratch = try Scratch()
    let first = try await Self.ask(
      ["my loans", "loans", "", "", "unknown"], "--output", "p.yaml", in: scratch)
    #expect(first.ending == .exit(75))
    #expect(first.output == "")
    #expect(
      first.error.contains("  `name` is not fit for a file's name: `my loans`; use at most"))
    #expect(
      first.error.hasSuffix(
        "The answers are kept in p.yaml.partial; 'assay ask --output p.yaml' goes on from there.\n")
    )
    #expect(
      try scratch.text("p.yaml.partial")
        == "name: loans\nsummary: \"none\"\nworkload: credit-risk\ndata.paired-examples: unknown 10k\n"
    )
    let second = try await Self.ask(
      Array(repeating: "", count: 30), "--output", "p.yaml", in: scratch)
    #expect(second.ending == .exit(0))
    #expect(
      second.error.hasPrefix("Going on from p.yaml.partial: 4 of 19 questions are answered.\n"))
    let profile = try scratch.text("p.yaml")
    #expect(profile.contains("\nunknown: [data.paired-examples]\n"))
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(left == ["p.yaml"])
    #expect(try await assay("validate", "p.yaml", in: scratch.path).ending == .exit(0))
  }

  @Test("Where nothing was answered nothing is kept")
  func nothing() async throws {
    let scratch = try Scratch()
    let finished = try await Self.ask([], in: scratch)
    #expect(finished.ending == .exit(75))
    #expect(finished.error.hasSuffix("Nothing was answered, and nothing is kept.\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
  }

  @Test("A profile that is there is never written over")
  func existing() async throws {
    let scratch = try Scratch()
    try scratch.write("mine", to: "profile.yaml")
    let finished = try await Self.ask(["loans"], in: scratch)
    #expect(finished.ending == .exit(65))
    #expect(
      finished.error == "assay: profile.yaml: already exists; name another file with --output;"
        + " a profile is never written over\n")
    #expect(try scratch.text("profile.yaml") == "mine")
  }

  @Test("A workload that is named beforehand is not asked for")
  func workload() async throws {
    let scratch = try Scratch()
    let finished = try await Self.ask([], "--workload", "credit-risk", in: scratch)
    #expect(!finished.error.contains("Which task"))
    let unknown = try await Self.ask([], "--workload", "credit-rsk", in: scratch)
    #expect(unknown.ending == .exit(64))
    #expect(
      unknown.error
        == "assay: `workload` is no known workload: `credit-rsk`; did you mean credit-risk?"
        + " write one of credit-risk, speech-recognition, customer-service\n")
  }

  @Test("^C ends the interview, keeps the answers and says how to go on")
  func interrupted() async throws {
    let scratch = try Scratch()
    // A line comes, then nothing: the program holds both ends of its pipe.
    let script = try scratch.script(
      "mkfifo pipe\nexec 3<>pipe\necho loans >&3\nexec '\(Programs.assay)' ask <&3", name: "ask")
    let started = try Started(script, [], in: scratch.path)
    let partial = scratch.url("profile.yaml.partial").path
    try await until("the first answer is kept") {
      FileManager.default.fileExists(atPath: partial)
    }
    started.send(SIGINT)
    let finished = try await started.end()
    #expect(finished.ending == .exit(75))
    #expect(finished.error.hasSuffix("'assay ask --output profile.yaml' goes on from there.\n"))
    #expect(try scratch.text("profile.yaml.partial") == "name: loans\n")
  }
}
