import Records
import Scores
import Signals
import WorkloadKit
import Foundation
import NumericCore
package enum SpeechExperiments {
  package static func run(_ arguments: [String]) throws -> String {
    if arguments[1] == "fsdd" { return try fsdd(arguments) }
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
    text +=
      "course \(trained.summary.course!.points.map { Int(1000 * $0.loss) }) kept \(trained.summary.course!.kept) \(trained.courseSeconds!.last!)\n"
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

extension SpeechExperiments {
  static func load() -> [(Utterance, Bool)] {
    let text = try! String(contentsOfFile: "/work/shared/data/fsdd/labels.csv", encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      let f = line.split(separator: ",").map(String.init)
      let bytes = [UInt8](try! Data(contentsOf: URL(filePath: "/tmp/mini/hmm/fsdd/" + f[0])))
      let wave = try! WAVFile.read(bytes)
      return (Utterance(id: f[0], input: wave, words: [f[1]], speaker: f[2]), f[4] == "test")
    }
  }
  static func score(_ hybrid: Hybrid, _ items: [Utterance], map: [String: String] = [:]) -> (
    Double, Int
  ) {
    var errors = 0, words = 0, rejected = 0
    for item in items {
      guard let answer = try? hybrid.answer(item.input) else {
        errors += item.words.count; words += item.words.count; continue
      }
      errors += EditDistance.errors(item.words, answer.words.map { map[$0] ?? $0 })
      words += item.words.count
      rejected += answer.isRejected ? 1 : 0
    }
    return (Double(errors) / Double(words), rejected)
  }
  static func strings(_ test: [Utterance], count: Int) -> [Utterance] {
    var g = SeededGenerator(seed: 3)
    let speakers = Set(test.map(\.speaker)).sorted()
    return (0..<count).map { k in
      let mine = test.filter { $0.speaker == speakers[k % speakers.count] }
      let n = 3 + g.index(below: 5)
      let parts = (0..<n).map { _ in mine[g.index(below: mine.count)] }
      return Utterance(
        id: "s\(k)",
        input: Waveform(
          samples: parts.flatMap { $0.input.samples + [Float](repeating: 0, count: 400) },
          rate: 8000), words: parts.flatMap(\.words), speaker: speakers[k % speakers.count])
    }
  }
  static func fsdd(_ arguments: [String]) throws -> String {
    let all = load()
    let configs = Int(arguments[2])!
    var text = ""
    let clock = ContinuousClock()
    if arguments[3] == "official" {
      let start = clock.now
      let trained = try Hybrid.train(
        all.filter { !$0.1 }.map(\.0), configurations: configs, seed: 1)
      let hybrid = trained.candidate as! Hybrid
      text += "official \((clock.now - start) / .seconds(1)) s \(trained.summary.configurations)\n"
      let test = all.filter(\.1).map(\.0)
      text +=
        "isolated \(score(hybrid, test)) strings \(score(hybrid, strings(test, count: 100))) weights \(hybrid.fitted.search.weights)\n"
      for item in strings(test, count: 8) {
        let a = try hybrid.answer(item.input);
        text += "\(item.words.joined()) \(a.words.joined())\n"
      }
      let names = Pronunciations.digits
      let map = Dictionary(uniqueKeysWithValues: names.enumerated().map { (String($0), $1) })
      let synth = SpokenCorpus(knowledge: 0.75, seed: 5).digits(200, stream: "digits")
      text += "FSDD-trained on synthetic digits: error \(score(hybrid, synth, map: map))\n"
    } else if arguments[3] == "synth" {
      let synth = SpokenCorpus(knowledge: 0.75, seed: 5).digits(1000, stream: "training")
      let hybrid = try Hybrid.train(synth, configurations: configs, seed: 1).candidate as! Hybrid
      let names = Pronunciations.digits
      let map = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, String($0)) })
      text +=
        "synthetic-trained on FSDD: error \(score(hybrid, all.filter(\.1).map(\.0), map: map)), own \(score(hybrid, SpokenCorpus(knowledge: 0.75, seed: 5).digits(200, stream: "digits")))\n"
      for s in ["george", "jackson", "lucas", "nicolas"] {
        text +=
          s + " \(score(hybrid, all.filter(\.1).map(\.0).filter { $0.speaker == s }, map: map))\n"
      }
    } else {
      var sum = 0.0
      for out in ["george", "jackson", "lucas", "nicolas"] {
        let trained = try Hybrid.train(
          all.map(\.0).filter { $0.speaker != out }, configurations: configs, seed: 1)
        let s = score(trained.candidate as! Hybrid, all.map(\.0).filter { $0.speaker == out })
        text += "without \(out): accuracy \(1 - s.0)\n"; sum += 1 - s.0
      }
      text += "mean \(sum / 4)\n"
    }
    return text
  }
}
