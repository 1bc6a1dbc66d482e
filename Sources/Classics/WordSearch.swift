/// The tokens of a ``WordDecoder`` while it listens.
struct WordSearch {
  /// A word that ended, and what stood before it.
  private struct Link {
    var before: Int32
    var word: Int32
    var start: Int32
    /// The frame behind its last phone.
    var end: Int32
  }

  /// Where a token of the present frame comes from.
  private struct Entry {
    var score: Float = -.infinity
    var link: Int32 = -1
  }

  private let decoder: WordDecoder
  /// The number of contexts: all words and the start.
  private let contexts: Int
  /// By pronunciation: its first state; each has one more for the pause after it.
  private var firsts: [Int] = []
  private var states = 0
  private var classes: [Int] = []
  private var stays: [Float] = []
  private var leaves: [Float] = []

  /// By context and state.
  private var scores: [Float]
  private var links: [Int32]
  private var starts: [Int32]
  /// The frame at which the last phone ended, of tokens in a pause.
  private var ends: [Int32]
  private var isActive: [Bool]
  private var entries: [Entry]
  private var silence: Float = 0
  private var history: [Link] = []
  /// By frame: the history of the best token and the word it is in; −1 for none.
  private var leaders: [(link: Int32, word: Int32)] = []

  init(_ decoder: WordDecoder) {
    self.decoder = decoder
    contexts = decoder.words + 1
    for pronunciation in decoder.pronunciations {
      firsts.append(states)
      for emitted in pronunciation.classes + [decoder.pause] {
        classes.append(emitted)
        stays.append(decoder.stay[emitted])
        leaves.append(decoder.leave[emitted])
      }
      states += pronunciation.classes.count + 1
    }
    let size = contexts * states
    scores = Array(repeating: -.infinity, count: size)
    links = Array(repeating: -1, count: size)
    starts = Array(repeating: 0, count: size)
    ends = starts
    isActive = Array(repeating: false, count: contexts)
    entries = Array(repeating: Entry(), count: contexts * decoder.words)
    enter(after: decoder.words, decoder.words, score: 0, link: -1)
  }

  /// Offers every word an entry after a word and the word before it.
  private mutating func enter(after before: Int, _ word: Int, score: Float, link: Int32) {
    let weights = decoder.weights
    let row = word * decoder.words
    var follower = 0
    for logarithm in decoder.followers(before, word).dropLast() {
      let entry = score + weights.language * logarithm + weights.insertion
      if entry > entries[row + follower].score {
        entries[row + follower] = Entry(score: entry, link: link)
      }
      follower += 1
    }
  }

  /// Takes one frame: tokens move, words end, and the frame's scores are added.
  mutating func take(_ observed: [Float], _ frame: Int) {
    let acoustic = decoder.weights.acoustic
    let row = frame * decoder.classCount
    var emissions = [Float](repeating: 0, count: states)
    for state in 0..<states { emissions[state] = acoustic * observed[row + classes[state]] }
    var best: (score: Float, context: Int, state: Int) = (-.infinity, -1, -1)
    for context in 0..<contexts {
      let hasEntry = hasEntry(context)
      guard isActive[context] || hasEntry else { continue }
      isActive[context] = true
      move(context, emissions, frame, &best)
    }
    silence += acoustic * observed[row + decoder.pause] + decoder.stay[decoder.pause]
    lead(best)
    for place in entries.indices { entries[place] = Entry() }
    let floor = max(best.score, silence) - decoder.weights.beam
    leaveWords(frame, floor)
    enter(
      after: decoder.words, decoder.words, score: silence + decoder.leave[decoder.pause],
      link: -1)
  }

  private func hasEntry(_ context: Int) -> Bool {
    let row = context * decoder.words
    for word in 0..<decoder.words where entries[row + word].score > -.infinity { return true }
    return false
  }

  private mutating func lead(_ best: (score: Float, context: Int, state: Int)) {
    guard best.score > silence else { return leaders.append((-1, -1)) }
    let pronunciation = (firsts.firstIndex { $0 > best.state } ?? firsts.count) - 1
    leaders.append(
      (
        links[best.context * states + best.state],
        Int32(truncatingIfNeeded: decoder.pronunciations[pronunciation].word)
      ))
  }

  /// Moves the tokens of one context along their chains, last state first.
  private mutating func move(
    _ context: Int, _ emissions: [Float], _ frame: Int,
    _ best: inout (score: Float, context: Int, state: Int)
  ) {
    let row = context * states
    let now = Int32(truncatingIfNeeded: frame)
    for (number, first) in firsts.enumerated() {
      let pronunciation = decoder.pronunciations[number]
      let pause = first + pronunciation.classes.count
      var state = pause
      while state >= first {
        let place = row + state
        var score = scores[place] + stays[state]
        if state > first {
          let moved = scores[place - 1] + leaves[state - 1]
          if moved > score {
            score = moved
            links[place] = links[place - 1]
            starts[place] = starts[place - 1]
            if state == pause { ends[place] = now }
          }
        } else {
          let entry = entries[context * decoder.words + pronunciation.word]
          if entry.score > score {
            score = entry.score
            links[place] = entry.link
            starts[place] = now
          }
        }
        score += emissions[state]
        scores[place] = score
        if score > best.score { best = (score, context, state) }
        state -= 1
      }
    }
  }

  /// Words that end in this frame let others begin; contexts below the floor are dropped.
  private mutating func leaveWords(_ frame: Int, _ floor: Float) {
    for context in 0..<contexts where isActive[context] {
      let row = context * states
      var isAlive = false
      for state in row..<row + states where scores[state] > floor {
        isAlive = true
        break
      }
      guard isAlive else {
        isActive[context] = false
        for state in row..<row + states { scores[state] = -.infinity }
        continue
      }
      for number in firsts.indices {
        guard let exit = exit(context, number, frame), exit.score > floor else { continue }
        let word = decoder.pronunciations[number].word
        history.append(exit.link)
        enter(
          after: context, word, score: exit.score,
          link: Int32(truncatingIfNeeded: history.count - 1))
      }
    }
  }

  /// The better of a pronunciation's two ends: its last phone, or the pause after it.
  private func exit(_ context: Int, _ number: Int, _ frame: Int) -> (score: Float, link: Link)? {
    let pronunciation = decoder.pronunciations[number]
    let pause = context * states + firsts[number] + pronunciation.classes.count
    let spoken = pause - 1
    let state = firsts[number] + pronunciation.classes.count
    let direct = scores[spoken] + leaves[state - 1]
    let paused = scores[pause] + leaves[state]
    guard max(direct, paused) > -.infinity else { return nil }
    let place = direct >= paused ? spoken : pause
    let end = direct >= paused ? Int32(truncatingIfNeeded: frame + 1) : ends[pause]
    return (
      max(direct, paused),
      Link(
        before: links[place], word: Int32(truncatingIfNeeded: pronunciation.word),
        start: starts[place], end: end)
    )
  }

  /// The best words after the last frame.
  func finish(_ frames: Int) -> WordDecoder.Found {
    let weights = decoder.weights
    let nothing =
      silence + weights.language
      * (decoder.followers(decoder.words, decoder.words).last ?? 0)
    var finals: [(score: Float, words: [WordDecoder.Found.Word])] = [(nothing, [])]
    for context in 0..<contexts where isActive[context] {
      for number in firsts.indices {
        guard let exit = exit(context, number, frames - 1) else { continue }
        let word = decoder.pronunciations[number].word
        let score =
          exit.score + weights.language * (decoder.followers(context, word).last ?? 0)
        if score > -.infinity { finals.append((score, trace(exit.link))) }
      }
    }
    finals.sort { $0.score > $1.score }
    let words = finals[0].words.map(\.word)
    let rival = finals.first { $0.words.map(\.word) != words }
    return WordDecoder.Found(
      words: finals[0].words, score: finals[0].score, rival: rival?.score,
      standsFrom: standing(words))
  }

  private func trace(_ last: Link) -> [WordDecoder.Found.Word] {
    var words: [WordDecoder.Found.Word] = []
    var link: Link? = last
    while let present = link {
      words.append(
        .init(
          word: Int(present.word),
          frames: Int(present.start)..<max(Int(present.end), Int(present.start) + 1)))
      link = present.before >= 0 ? history[Int(present.before)] : nil
    }
    return words.reversed()
  }

  /// The first frame from which on the best token had these words.
  private func standing(_ words: [Int]) -> Int {
    var frame = leaders.count
    while frame > 0 {
      let leader = leaders[frame - 1]
      var present = leader.word >= 0 ? [Int(leader.word)] : []
      var link = leader.link
      while link >= 0 {
        present.append(Int(history[Int(link)].word))
        link = history[Int(link)].before
      }
      guard present.reversed() == words else { break }
      frame -= 1
    }
    return frame
  }
}
