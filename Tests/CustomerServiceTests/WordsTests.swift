import CustomerService
import Testing
import WorkloadKit

@Suite("Requests and answers in words")
struct WordsTests {
  private func words(_ count: Int, _ letter: String) -> ServiceRequest {
    ServiceRequest(text: (1...count).map { "\(letter)\($0)" }.joined(separator: " "))
  }

  @Test("The last unit takes the rest of a long request, and those beyond a short one are empty")
  func units() throws {
    let workload = try Samples.workload()
    let long = workload.inWords(input: words(18, "a"))
    #expect(long.count == 16)
    #expect(long[0] == "word 1 'a1'" && long[15] == "word 16 'a16 a17 a18'")
    let short = workload.inWords(input: words(2, "a"))
    #expect(short[1] == "word 2 'a2'" && short[2] == "word 3 empty")
  }

  @Test("Composing takes each word that is not kept from the reference's place")
  func compose() throws {
    let workload = try Samples.workload()
    var kept = [Bool](repeating: false, count: 16)
    kept[1] = true
    kept[5] = true
    let input = words(3, "a")
    #expect(
      workload.compose(input, reference: words(6, "b"), kept: kept).text == "b1 a2 b3 b4 b5")
    #expect(
      workload.compose(input, reference: words(6, "b"), kept: kept.map { _ in true }) == input)
  }

  @Test("An answer names its action with what it is carried out with")
  func answers() throws {
    let workload = try Samples.workload()
    let action = ServiceAction(
      intent: "transfer.send", step: "perform", arguments: [.person: "anna", .amount: "250"])
    #expect(
      workload.inWords(
        answer: ServiceAnswer(action: action, outOfScope: 0.034, adverseScore: -2, reply: ""))
        == "transfer.send: perform (amount 250, person anna), "
        + "probability of being out of scope 0.03")
    #expect(
      workload.inWords(
        answer: ServiceAnswer(
          action: ServiceAction(intent: "out-of-scope", step: "decline", arguments: [:]),
          outOfScope: 0.92, adverseScore: 1.5, reply: ""))
        == "turned away, probability of being out of scope 0.92")
  }

  @Test(
    "An amount is read from digits and words, and none where the number is beyond a thousand million",
    arguments: [
      ("two hundred and fifty", 250), ("1,200", 1200), ("2k", 2000), ("a thousand", 1000),
      ("999999999 and one", 1_000_000_000), ("999999999 and two", nil), ("999999999 thousand", nil),
      ("hundred hundred hundred hundred hundred hundred hundred hundred hundred hundred", nil),
      ("million", nil),
    ])
  func amounts(words: String, amount: Int?) {
    #expect(SlotReading.amount(words.split(separator: " ").map(String.init)) == amount)
  }
}
