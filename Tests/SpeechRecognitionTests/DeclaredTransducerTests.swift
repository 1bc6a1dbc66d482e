import Records
import Signals
import SpeechRecognition
import Testing
import WorkloadKit

@Suite("The transducer at a declared size")
struct DeclaredTransducerTests {
  @Test("It has about as many parameters, and answers", arguments: [60_000, 1_000_000])
  func sizes(parameters: Int) throws {
    let division = try Samples.workload().division(
      Samples.trial(.endToEnd, size: 24, testItems: 2))
    let declared = try EndToEnd.declared(parameters: parameters, on: division.training, seed: 1)
    let count = declared.candidate.stageParameters.reduce(0) { $0 + $1.count }
    #expect(abs(count - parameters) <= parameters / 10)
    #expect(declared.model.declared == parameters)
    // What hangs on data is bounded, from the length that was measured to the one that is spoken.
    let projection = try #require(declared.model.projections.first)
    #expect(projection.part == "decoding length")
    #expect(projection.factor.contains(1))
    #expect(projection.factor.lowerBound > 0.05 && projection.factor.upperBound < 20)
    for item in division.test {
      #expect(try declared.candidate.answer(item.input).confidence.isFinite)
    }
  }

  @Test("A number that no width comes near is refused")
  func tooSmall() throws {
    let items = try Samples.workload().division(Samples.trial(.endToEnd, size: 24)).training
    #expect(throws: WorkloadError.self) {
      try EndToEnd.declared(parameters: 900, on: items, seed: 1)
    }
  }
}
