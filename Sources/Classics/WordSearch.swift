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
  /// By pronunciation: its word, its first state, and its last, which is the pause after it.
  private var words: [Int] = []
  private var firsts: [Int] = []
  private var pauses: [Int] = []
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
  /// By context and pronunciation: whether it holds a token.
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
      words.append(pronunciation.word)
      firsts.append(states)
      pauses.append(states + pronunciation.classes.count)
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
    isActive = Array(repeating: false, count: contexts * firsts.count)
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
    var best: (score: Float, context: Int, pronunciation: Int, state: Int) =
      (-.infinity, -1, -1, -1)
    for context in 0..<contexts {
      for number in 0..<words.count {
        let entry = entries[context * decoder.words + words[number]]
        guard isActive[context * words.count + number] || entry.score > -.infinity else {
          continue
        }
        isActive[context * words.count + number] = true
        let reached = move(context, number, entry, emissions, frame)
        if reached.score > best.score { best = (reached.score, context, number, reached.state) }
      }
    }
    silence += acoustic * observed[row + decoder.pause]
    if frame > 0 { silence += decoder.stay[decoder.pause] }
    lead(best)
    for place in entries.indices { entries[place] = Entry() }
    let floor = max(best.score, silence) - decoder.weights.beam
    leaveWords(frame, floor)
    enter(
      after: decoder.words, decoder.words, score: silence + decoder.leave[decoder.pause],
      link: -1)
  }

  private mutating func lead(
    _ best: (score: Float, context: Int, pronunciation: Int, state: Int)
  ) {
    guard best.score > silence else { return leaders.append((-1, -1)) }
    leaders.append(
      (
        links[best.context * states + best.state],
        Int32(truncatingIfNeeded: words[best.pronunciation])
      ))
  }

  /// Moves the tokens of one context along one chain, last state first; returns the best of them.
  private mutating func move(
    _ context: Int, _ number: Int, _ entry: Entry, _ emissions: [Float], _ frame: Int
  ) -> (score: Float, state: Int) {
    let row = context * states
    let now = Int32(truncatingIfNeeded: frame)
    let first = firsts[number]
    let pause = pauses[number]
    var best: (score: Float, state: Int) = (-.infinity, first)
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
      } else if entry.score > score {
        score = entry.score
        links[place] = entry.link
        starts[place] = now
      }
      score += emissions[state]
      scores[place] = score
      if score > best.score { best = (score, state) }
      state -= 1
    }
    return best
  }

  /// Words that end in this frame let others begin; chains below the floor are dropped.
  private mutating func leaveWords(_ frame: Int, _ floor: Float) {
    for context in 0..<contexts {
      let row = context * states
      for number in 0..<words.count where isActive[context * words.count + number] {
        var isAlive = false
        for state in row + firsts[number]...row + pauses[number] where scores[state] > floor {
          isAlive = true
          break
        }
        guard isAlive else {
          isActive[context * words.count + number] = false
          for state in row + firsts[number]...row + pauses[number] { scores[state] = -.infinity }
          continue
        }
        guard let exit = exit(context, number, frame), exit.score > floor else { continue }
        history.append(exit.link)
        enter(
          after: context, words[number], score: exit.score,
          link: Int32(truncatingIfNeeded: history.count - 1))
      }
    }
  }

  /// The better of a pronunciation's two ends: its last phone, or the pause after it.
  private func exit(_ context: Int, _ number: Int, _ frame: Int) -> (score: Float, link: Link)? {
    let state = pauses[number]
    let pause = context * states + state
    let spoken = pause - 1
    let direct = scores[spoken] + leaves[state - 1]
    let paused = scores[pause] + leaves[state]
    guard max(direct, paused) > -.infinity else { return nil }
    let place = direct >= paused ? spoken : pause
    let end = direct >= paused ? Int32(truncatingIfNeeded: frame + 1) : ends[pause]
    return (
      max(direct, paused),
      Link(
        before: links[place], word: Int32(truncatingIfNeeded: words[number]),
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
    for context in 0..<contexts {
      for number in words.indices where isActive[context * words.count + number] {
        guard let exit = exit(context, number, frames - 1) else { continue }
        let word = words[number]
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
