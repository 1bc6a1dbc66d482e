import Records
import Scores
import Signals
import WorkloadKit
package enum SpeechExperiments {
  package static func run(_ arguments: [String]) throws -> String {
    let clock = ContinuousClock()
    let size = Int(arguments[1])!
    let knowledge = arguments.count > 3 ? Double(arguments[3])! : 0.75
    let corpus = SpokenCorpus(knowledge: knowledge, seed: 1)
    let items = corpus.utterances(size, stream: "training", repetition: 1)
    let test = corpus.utterances(400, stream: "test")
    var start = clock.now
    let configs = Int(arguments[2])!
    var recipe = HybridRecipe()
    if arguments.count > 4 {
      recipe.learned = try HybridStage.named(
        arguments[4...].map { $0 == "am" ? "acoustic model" : $0 })
    }
    let trained = try Hybrid.train(items, recipe: recipe, configurations: configs, seed: 1)
    let seconds = (clock.now - start) / .seconds(1)
    var text = "size \(size): \(seconds) s\n"
    for c in trained.summary.configurations { text += "\(c)\n" }
    let hybrid = trained.candidate as! Hybrid
    text += "weights \(hybrid.fitted.search.weights)\n"
    start = clock.now
    var errors = 0, words = 0, rejected = 0, wrong = 0, rejectedWrong = 0, delays = 0.0, n = 0.0
    var dErrors = 0, confusions: [String: Int] = [:]
    for item in test {
      let answer = try hybrid.answer(item.input)
      let e = EditDistance.errors(item.words, answer.words)
      errors += e; words += item.words.count
      if item.truth!.disturbance != nil { dErrors += e }
      if answer.isRejected { rejected += 1 }
      if e > 0 {
        wrong += 1; if answer.isRejected { rejectedWrong += 1 }
        confusions[
          "\(item.words.joined(separator: " ")) -> \(answer.words.joined(separator: " "))\(item.truth!.disturbance != nil ? " *" : "") \(answer.confidence)",
          default: 0] += 1
      }
      if let at = answer.lastWordAt {
        delays += at - Double(item.truth!.endOfSpeech) / 8000; n += 1
      }
    }
    let answering = (clock.now - start) / .seconds(1) / Double(test.count)
    text +=
      "WER \(Double(errors) / Double(words)) (\(errors) of \(words), disturbed \(dErrors)), wrong \(wrong), rejected \(rejected) of which wrong \(rejectedWrong), delay \(delays / n), answer \(answering * 1000) ms\n"
    for (k, _) in confusions.sorted(by: { $0.key < $1.key }).prefix(25) { text += k + "\n" }
    return text
  }
}
