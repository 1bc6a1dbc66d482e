import CreditRisk
import Explaining
import Records
import Testing
import WorkloadKit

@Suite("What truly contributes")
struct TrueContributionsTests {
  @Test(
    "Term by term, the truth is what all 65,536 coalitions give", arguments: [0.0, 0.75, 1])
  func besideEnumeration(knowledge: Double) throws {
    let workload = try Samples.workload(knowledge: knowledge)
    let applicants = Samples.applicants(2, knowledge: knowledge)
    let process = EmbeddedCorpus(knowledge: knowledge).process
    let input = try #require(applicants[0].truth?.application)
    let reference = try #require(applicants[1].truth?.application)
    let exact = try ShapleyEnumeration(units: 16).values { coalitions in
      coalitions.map { coalition in
        let composed = workload.compose(input, reference: reference, kept: coalition.present)
        return process.logOdds(terms: DefaultProcess.terms(of: composed))
      }
    }
    let truth = try #require(workload.truth(of: applicants[0], against: [applicants[1]]))
    for (found, known) in zip(truth, exact) { #expect(abs(found - known) < 1e-9) }
    #expect(truth.contains { abs($0) > 0.05 })
  }

  @Test("The truth against several references is the mean of that against each")
  func references() throws {
    let workload = try Samples.workload()
    let applicants = Samples.applicants(4)
    let item = applicants[0]
    let together = try #require(workload.truth(of: item, against: Array(applicants[1...])))
    let apart = try applicants[1...].map {
      try #require(workload.truth(of: item, against: [$0]))
    }
    for unit in together.indices {
      let mean = apart.reduce(0) { $0 + $1[unit] } / 3
      #expect(abs(together[unit] - mean) < 1e-9)
    }
  }

  @Test("Nobody knows the truth of an applicant without one")
  func unknown() throws {
    var applicant = Samples.applicants(1)[0]
    applicant.truth = nil
    #expect(try Samples.workload().truth(of: applicant, against: [applicant]) == nil)
  }
}

@Suite("Scores that ways to explain divide")
struct ExplainedScoreTests {
  private func trained() throws -> (
    workload: CreditRisk, network: any Candidate<Application, CreditAnswer>, [Application]
  ) {
    let workload = try Samples.workload()
    let division = try workload.division(Samples.trial(.endToEnd, size: 200, testItems: 12))
    let network = try workload.train(
      .endToEnd, on: division.training, configurations: 1, seed: 1
    ).candidate
    return (workload, network, division.test.map(\.input))
  }

  @Test("The score is the log-odds, and finite where the probability is 0 or 1")
  func score() throws {
    let workload = try Samples.workload()
    func score(_ probability: Double) -> Double {
      workload.adverseScore(CreditAnswer(probability: probability, refused: false))
    }
    #expect(score(0.5) == 0)
    #expect(abs(score(0.9) - 2.1972245773362196) < 1e-12)  // ln 9
    #expect(score(0).isFinite && score(1).isFinite && score(0) < -27 && score(1) > 27)
  }

  @Test("The network scores mixtures at once as it answers them one by one")
  func mixtures() throws {
    let (workload, network, inputs) = try trained()
    let references = Array(inputs[1..<4])
    let scores = try #require(try network.coalitionScores(inputs[0], against: references))
    let coalitions = AdditiveFit.coalitions(40, units: 16, seed: 5)
    let composed = InterventionalValue(
      input: inputs[0], background: references,
      compose: { workload.compose($0, reference: $1, kept: $2) },
      predict: { inputs in
        network.answer(all: inputs).map { $0.map(workload.adverseScore) ?? .nan }
      }
    ).values(of: coalitions)
    // The same Float32 answers; the log-odds of a probability are off by 1e-16/p.
    for (found, known) in zip(scores(coalitions), composed) { #expect(abs(found - known) < 1e-6) }
  }

  @Test("The network's gradients add up to what its score gains from the references")
  func gradients() throws {
    let (workload, network, inputs) = try trained()
    let references = Array(inputs[1..<4])
    let method = IntegratedGradients(points: 64)
    let contributions = try #require(
      try network.gradientContributions(inputs[0], against: references, method))
    let scores = try [inputs[0]].map { workload.adverseScore(try network.answer($0)) }
    let others = try references.map { workload.adverseScore(try network.answer($0)) }
    let gain = scores[0] - others.reduce(0, +) / 3
    // 64 points of a smooth network in Float32.
    #expect(abs(contributions.reduce(0, +) - gain) < 1e-3)
    #expect(contributions.count == 16)
  }

  @Test("A scorecard has no gradients, and no faster way to score mixtures than to answer them")
  func scorecard() throws {
    let workload = try Samples.workload()
    let division = try workload.division(Samples.trial(.hybrid, size: 200, testItems: 2))
    let hybrid = try workload.train(
      .hybrid, on: division.training, configurations: 1, seed: 1
    ).candidate
    let (input, reference) = (division.test[0].input, division.test[1].input)
    #expect(
      try hybrid.gradientContributions(input, against: [reference], IntegratedGradients()) == nil)
    #expect(try hybrid.coalitionScores(input, against: [reference]) == nil)
  }
}
