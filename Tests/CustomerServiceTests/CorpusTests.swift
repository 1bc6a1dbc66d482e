import CustomerService
import Records
import Signals
import Testing
import WorkloadKit

@Suite("The embedded corpus of requests")
struct CorpusTests {
  @Test("The same seed gives the same requests, another seed others, and sizes are prefixes")
  func seeds() throws {
    func texts(_ size: Int, seed: UInt64 = 1) throws -> (training: [String], test: [String]) {
      let division = try Samples.workload(seed: seed).division(
        Samples.trial(.hybrid, size: size, testItems: 50))
      return (division.training.map(\.input.text), division.test.map(\.input.text))
    }
    let first = try texts(50)
    #expect(try texts(50) == first)
    #expect(try texts(50, seed: 2).training != first.training)
    #expect(try Array(texts(80).training.prefix(50)) == first.training)
    #expect(try texts(80).test == first.test)
  }

  @Test("About an eighth is foreign, and every intent is asked for")
  func shares() {
    let items = Samples.items(4000)
    let foreign = items.count { $0.outcome.intent == "out-of-scope" }
    // Three standard deviations of a binomial of 4000 with 0.12 are 62.
    #expect(abs(foreign - 480) < 62)
    // 21 intents, and what no service is there for.
    #expect(Set(items.map(\.outcome.intent)).count == 22)
    let steps = Set(items.map(\.outcome.step))
    #expect(steps.contains("perform") && steps.contains("ask amount") && steps.contains("review"))
    for item in items where item.outcome.intent == "out-of-scope" {
      #expect(
        item.outcome == ServiceAction(intent: "out-of-scope", step: "decline", arguments: [:]))
    }
  }

  @Test("Slots and causes lie on words of the text, and slots are the outcome's arguments")
  func truths() throws {
    for item in Samples.items(1500, isTest: true) {
      let truth = try #require(item.truth)
      let words = WordSplitting.words(item.input.text)
      #expect(truth.slots.allSatisfy { $0.words.upperBound <= words.count && !$0.words.isEmpty })
      #expect(truth.cause.allSatisfy(words.indices.contains))
      #expect(!truth.cause.isEmpty || item.outcome.intent == "out-of-scope" || words.count > 0)
      let values = Dictionary(truth.slots.map { ($0.type, $0.value) }, uniquingKeysWith: { $1 })
      #expect(values == item.outcome.arguments)
      #expect(truth.normalised.origins.allSatisfy(words.indices.contains))
      #expect(truth.normalised.words.count == truth.normalised.origins.count)
    }
  }

  @Test("Test items hold names that training items never have")
  func reserved() {
    func names(_ items: [ServiceItem], _ type: SlotType) -> Set<String> {
      Set(items.compactMap { $0.outcome.arguments[type] })
    }
    for type in [SlotType.city, .merchant] {
      let seen = names(Samples.items(4000), type)
      #expect(!names(Samples.items(4000, isTest: true), type).subtracting(seen).isEmpty)
    }
  }

  @Test("What carries the request has the whole weight, against turning away where it is served")
  func cause() throws {
    let workload = try Samples.workload()
    for item in Samples.items(200) {
      let shares = try #require(workload.truth(of: item, against: []))
      #expect(shares.count == workload.units.count)
      guard item.truth?.cause.isEmpty == false else { continue }
      let sign = item.outcome.intent == "out-of-scope" ? 1.0 : -1.0
      #expect(abs(shares.reduce(0, +) - sign) < 1e-12)
    }
  }

  @Test(
    "The policy asks for what is missing, treats exceptions first, and carries out the rest",
    arguments: [
      ("transfer.send", [SlotType.person: "anna"], "ask amount"),
      ("transfer.send", [.person: "anna", .amount: "5000"], "perform"),
      ("transfer.send", [.person: "anna", .amount: "5001"], "review"),
      ("transfer.send", [.amount: "5001"], "review"),
      ("card.block", [.card: "business"], "business desk"),
      ("delivery.move", [.order: "k1", .date: "today"], "refuse"),
      ("delivery.move", [.order: "k1"], "ask date"),
    ])
  func policy(intent: String, arguments: [SlotType: String], step: String) {
    #expect(EmbeddedCorpus.action(intent: intent, arguments: arguments).step == step)
  }

  @Test("Words are what white space divides, tokens what a reader would point at")
  func tokens() {
    #expect(WordSplitting.words("  Send €250,\tplease\n") == ["Send", "€250,", "please"])
    #expect(WordSplitting.words("") == [])
    #expect(WordSplitting.tokens("€1,200.50!") == ["€", "1,200.50", "!"])
    #expect(WordSplitting.tokens("don't") == ["don't"])
    #expect(WordSplitting.tokens("#k4821") == ["#", "k4821"])
    #expect(WordSplitting.tokens("a,b") == ["a", ",", "b"])
    #expect(WordSplitting.tokens("") == [])
  }
}
