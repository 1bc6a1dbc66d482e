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

  /// The best way to one state after one word.
  private struct Token {
    var score: Float = -.infinity
    /// The words before the present one.
    var link: Int32 = -1
    var start: Int32 = 0
    /// The frame at which the last phone ended, in a pause.
    var end: Int32 = 0
  }

  /// Where a token of the present frame comes from.
  private struct Entry {
    var score: Float = -.infinity
    var link: Int32 = -1
  }

  private let decoder: WordDecoder
  private let chains: [WordChains.Chain]
  private let words: [Int]
  private let classes: [Int]
  private let stays: [Float]
  private let leaves: [Float]

  /// By chain and state.
  private var tokens: [Token]
  /// By chain: whether it holds a token; and the chains that do, in the order in which they came.
  private var isActive: [Bool]
  private var active: [Int] = []
  /// By word before and word.
  private var entries: [Entry]
  /// The words after which there are entries.
  private var entered: [Int] = []
  /// What is below it is dropped.
  private var floor = -Float.infinity
  private var silence: Float = 0
  private var history: [Link] = []
  /// By frame: the history of the best token and the word it is in; −1 for none.
  private var leaders: [(link: Int32, word: Int32)] = []

  init(_ decoder: WordDecoder) {
    self.decoder = decoder
    chains = decoder.chains.chains
    words = decoder.chains.words
    classes = decoder.chains.classes
    stays = decoder.chains.stays
    leaves = decoder.chains.leaves
    tokens = Array(repeating: Token(), count: (decoder.words + 1) * classes.count)
    isActive = Array(repeating: false, count: chains.count)
    entries = Array(repeating: Entry(), count: (decoder.words + 1) * decoder.words)
    enter(after: decoder.words, decoder.words, score: 0, link: -1)
  }

  /// Offers every word an entry after a word and the word before it.
  private mutating func enter(after before: Int, _ word: Int, score: Float, link: Int32) {
    let weights = decoder.weights
    var place = word * decoder.words
    entered.append(word)
    for logarithm in decoder.followers(before, word).dropLast() {
      let entry = score + weights.language * logarithm + weights.insertion
      if entry > entries[place].score { entries[place] = Entry(score: entry, link: link) }
      place += 1
    }
  }

  /// Takes one frame: tokens move, words end, and the frame's scores are added.
  mutating func take(_ observed: [Float], _ frame: Int) {
    let acoustic = decoder.weights.acoustic
    let row = frame * decoder.classCount
    let emissions = classes.map { acoustic * observed[row + $0] }
    wake()
    var best: (score: Float, chain: Int, place: Int) = (-.infinity, -1, -1)
    for chain in active {
      let reached = move(chain, emissions, frame)
      if reached.score > best.score { best = (reached.score, chain, reached.place) }
    }
    for word in entered {
      for place in word * decoder.words..<(word + 1) * decoder.words { entries[place] = Entry() }
    }
    entered.removeAll(keepingCapacity: true)
    silence += acoustic * observed[row + decoder.pause]
    if frame > 0 { silence += decoder.stay[decoder.pause] }
    lead(best)
    floor = max(best.score, silence) - decoder.weights.beam
    leaveWords(frame)
    enter(
      after: decoder.words, decoder.words, score: silence + decoder.leave[decoder.pause],
      link: -1)
  }

  /// Makes the chains active that a token may enter.
  private mutating func wake() {
    let pronunciations = words.count
    for context in entered {
      for (number, word) in words.enumerated()
      where entries[context * decoder.words + word].score > floor {
        let chain = context * pronunciations + number
        guard !isActive[chain] else { continue }
        isActive[chain] = true
        active.append(chain)
      }
    }
  }

  private mutating func lead(_ best: (score: Float, chain: Int, place: Int)) {
    guard best.score > silence else { return leaders.append((-1, -1)) }
    let word = words[chains[best.chain].number]
    leaders.append((tokens[best.place].link, Int32(truncatingIfNeeded: word)))
  }

  /// Moves the tokens of one chain, last state first; returns the best of them.
  private mutating func move(
    _ number: Int, _ emissions: [Float], _ frame: Int
  ) -> (score: Float, place: Int) {
    let chain = chains[number]
    let now = Int32(truncatingIfNeeded: frame)
    let entry = entries[chain.context * decoder.words + words[chain.number]]
    var best: (score: Float, place: Int) = (-.infinity, chain.first)
    var place = chain.pause
    var state = chain.state + chain.pause - chain.first
    var present = tokens[place]
    while place >= chain.first {
      present.score += stays[state]
      var before = Token()
      if place > chain.first {
        before = tokens[place - 1]
        let moved = before.score + leaves[state - 1]
        if moved > present.score {
          present = before
          present.score = moved
          if place == chain.pause { present.end = now }
        }
      } else if entry.score > present.score {
        present = Token(score: entry.score, link: entry.link, start: now)
      }
      present.score += emissions[state]
      tokens[place] = present
      if present.score > best.score { best = (present.score, place) }
      present = before
      place -= 1
      state -= 1
    }
    return best
  }

  /// Words that end in this frame let others begin; chains below the floor are dropped.
  private mutating func leaveWords(_ frame: Int) {
    var alive: [Int] = []
    alive.reserveCapacity(active.count)
    for number in active {
      let chain = chains[number]
      var isAlive = false
      for place in chain.first...chain.pause where tokens[place].score > floor {
        isAlive = true
        break
      }
      guard isAlive else {
        isActive[number] = false
        for place in chain.first...chain.pause { tokens[place] = Token() }
        continue
      }
      alive.append(number)
      let exit = exit(chain, frame)
      guard exit.score > floor else { continue }
      history.append(exit.link)
      enter(
        after: chain.context, words[chain.number], score: exit.score,
        link: Int32(truncatingIfNeeded: history.count - 1))
    }
    active = alive
  }

  /// The better of a chain's two ends: its last phone, or the pause after it.
  private func exit(_ chain: WordChains.Chain, _ frame: Int) -> (score: Float, link: Link) {
    let state = chain.state + chain.pause - chain.first
    let spoken = tokens[chain.pause - 1]
    let pause = tokens[chain.pause]
    let direct = spoken.score + leaves[state - 1]
    let paused = pause.score + leaves[state]
    let token = direct >= paused ? spoken : pause
    let end = direct >= paused ? Int32(truncatingIfNeeded: frame + 1) : pause.end
    let word = Int32(truncatingIfNeeded: words[chain.number])
    return (
      max(direct, paused), Link(before: token.link, word: word, start: token.start, end: end)
    )
  }
}

extension WordSearch {
  /// The best words after the last frame.
  func finish(_ frames: Int) -> WordDecoder.Found {
    let weights = decoder.weights
    let nothing =
      silence + weights.language * (decoder.followers(decoder.words, decoder.words).last ?? 0)
    var finals: [(score: Float, words: [WordDecoder.Found.Word])] = [(nothing, [])]
    for number in active {
      let chain = chains[number]
      let exit = exit(chain, frames - 1)
      let last = decoder.followers(chain.context, words[chain.number]).last ?? 0
      let score = exit.score + weights.language * last
      if score > -.infinity { finals.append((score, trace(exit.link))) }
    }
    // Of equal scores the one found first: the sort is not documented to be stable.
    let order = finals.indices.sorted {
      (finals[$1].score, $0) < (finals[$0].score, $1)
    }
    let best = finals[order[0]]
    let words = best.words.map(\.word)
    let rival = order.first { finals[$0].words.map(\.word) != words }
    return WordDecoder.Found(
      words: best.words, score: best.score, rival: rival.map { finals[$0].score },
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
