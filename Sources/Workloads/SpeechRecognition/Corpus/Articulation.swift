import NumericCore

/// What the articulators do during a sentence, step by step: the input of the synthesiser.
struct Articulation: Sendable {
  /// Samples of one step: 5 ms at 8 kHz.
  static let samplesPerStep = 40
  static let secondsPerStep = 0.005

  /// By formant and step, in hertz.
  private(set) var formants: [[Double]] = [[], [], [], []]
  /// The amplitude of the voice, of breath through the tract, and of the constriction's noise.
  private(set) var voice: [Double] = []
  private(set) var breath: [Double] = []
  private(set) var noise: [Double] = []
  private(set) var frication: [Phone.Frication] = []
  /// 1 where the nose is open.
  private(set) var nasality: [Double] = []
  /// In hertz.
  private(set) var pitch: [Double] = []
  /// The phones with the silences around and between them, in steps.
  private(set) var spans: [(phone: String, steps: Range<Int>)] = []
  /// The step at which the last word ends.
  private(set) var end = 0

  var steps: Int { voice.count }

  /// Plans a sentence in a speaker's mouth.
  init(words: [String], speaker: Speaker, _ generator: inout SeededGenerator) {
    rest(seconds: generator.uniform(0.06, 0.22))
    for (place, word) in words.enumerated() {
      let names = speaker.pronunciations[word] ?? Pronunciations.listed(word).first ?? []
      let phones = names.map { Self.personal(Phone.named($0), speaker, &generator) }
      let isLast = place == words.count - 1
      for (index, phone) in phones.enumerated() {
        // A stop before a consonant or a pause is hardly released; the last word is drawn out.
        let follower = index + 1 < phones.count ? phones[index + 1] : nil
        let neighbour =
          phones[(index + 1)...].first { $0.manner == .vowel }
          ?? phones[..<index].last { $0.manner == .vowel }
        let isFinal = isLast && index >= phones.count - 2
        let stretch =
          speaker.slowness * Double.exp(0.16 * generator.normal()) * (isFinal ? 1.3 : 1)
        articulate(
          phone, towards: neighbour, stretch: stretch,
          isReleased: follower.map { $0.manner == .vowel || $0.manner == .approximant } ?? false,
          &generator)
      }
      end = steps
      if !isLast, generator.bernoulli(0.18) { rest(seconds: generator.uniform(0.04, 0.16)) }
    }
    rest(seconds: generator.uniform(0.08, 0.28))
    smooth(speaker)
    intone(speaker, &generator)
  }

  /// The phone with the speaker's formants, and what varies from one utterance to the next.
  private static func personal(
    _ phone: Phone, _ speaker: Speaker, _ generator: inout SeededGenerator
  ) -> Phone {
    var phone = phone
    let spread = phone.manner == .vowel ? 0.03 : 0.02
    for formant in 0..<4 {
      let factor =
        speaker.scale * speaker.formantShifts[formant] * (1 + spread * generator.normal())
      phone.start[formant] *= factor
      phone.end[formant] *= factor
    }
    return phone
  }

  private mutating func rest(seconds: Double) {
    let last = formants.map { $0.last ?? 500 }
    let first = formants[0].isEmpty ? [500, 1500, 2500, 3500] : last
    let count = max(Int((seconds / Self.secondsPerStep).rounded()), 1)
    open(Phone.silence, count)
    add(count, from: first, to: first)
  }

  private mutating func open(_ phone: String, _ count: Int) {
    spans.append((phone, steps..<steps + count))
  }

  /// Adds steps of one kind.
  private mutating func add(
    _ count: Int, from start: [Double], to end: [Double], voice: Double = 0, breath: Double = 0,
    noise: Double = 0, frication: Phone.Frication = .none, nasality: Double = 0
  ) {
    for step in 0..<count {
      // A glide holds its start for a third of the time and its end for a fifth.
      let along = min(max((Double(step) / Double(count) - 0.33) / 0.47, 0), 1)
      for formant in 0..<4 {
        formants[formant].append(start[formant] + along * (end[formant] - start[formant]))
      }
      self.voice.append(voice)
      self.breath.append(breath)
      self.noise.append(noise)
      self.frication.append(frication)
      self.nasality.append(nasality)
    }
  }

  /// Adds a phone, its formants drawn towards the neighbouring vowel's.
  ///
  /// By the locus equation, onset = locus + slope · (vowel − locus) (Sussman, McCaffrey & Matthews 1991).
  private mutating func articulate(
    _ phone: Phone, towards vowel: Phone?, stretch: Double, isReleased: Bool,
    _ generator: inout SeededGenerator
  ) {
    var target = phone.start
    if let vowel {
      for formant in 1..<3 {
        target[formant] += phone.following * (vowel.start[formant] - target[formant])
      }
    }
    func count(_ seconds: Double, atLeast least: Int) -> Int {
      max(Int((seconds * stretch / Self.secondsPerStep).rounded()), least)
    }
    let before = steps
    switch phone.manner {
    case .silence: break
    case .vowel:
      add(count(phone.duration, atLeast: 5), from: phone.start, to: phone.end, voice: 1)
    case .approximant:
      add(count(phone.duration, atLeast: 5), from: target, to: target, voice: phone.voice)
    case .nasal:
      add(
        count(phone.duration, atLeast: 5), from: target, to: target, voice: phone.voice,
        nasality: 1)
    case .fricative:
      add(
        count(phone.duration, atLeast: 6), from: target, to: target, voice: phone.voice,
        noise: 1, frication: phone.frication)
    case .stop, .affricate:
      add(count(phone.duration, atLeast: 5), from: target, to: target, voice: phone.voice)
      let isAffricate = phone.manner == .affricate
      let strength = isReleased || isAffricate ? 1 : generator.uniform(0, 0.6)
      add(
        isAffricate ? count(phone.aspiration, atLeast: 8) : 2, from: target, to: target,
        noise: strength, frication: phone.frication)
      let after = isReleased && !isAffricate ? count(phone.aspiration, atLeast: 1) : 2
      add(after, from: target, to: vowel?.start ?? target, breath: 0.8 * strength)
    }
    spans.append((phone.name, before..<steps))
  }

  /// Coarticulation: targets are approached, not jumped to, from both sides in time.
  private mutating func smooth(_ speaker: Speaker) {
    for formant in 0..<4 {
      Self.smooth(&formants[formant], seconds: speaker.sluggishness)
    }
    Self.smooth(&voice, seconds: 0.005)
    Self.smooth(&noise, seconds: 0.003)
    Self.smooth(&breath, seconds: 0.004)
    Self.smooth(&nasality, seconds: 0.012)
  }

  /// A first-order low-pass, forwards and backwards, which delays nothing.
  private static func smooth(_ track: inout [Double], seconds: Double) {
    guard let first = track.first else { return }
    let pole = Double.exp(-secondsPerStep / seconds)
    var state = first
    for step in track.indices {
      state = pole * state + (1 - pole) * track[step]
      track[step] = state
    }
    for step in track.indices.reversed() {
      state = pole * state + (1 - pole) * track[step]
      track[step] = state
    }
  }

  /// The pitch falls over the sentence, is lifted on a few places, and at times rises at the end.
  private mutating func intone(_ speaker: Speaker, _ generator: inout SeededGenerator) {
    let lift = generator.uniform(0.2, 1) * speaker.liveliness
    let last = generator.bernoulli(0.15) ? 1.2 * speaker.liveliness : -0.8 * speaker.liveliness
    let wave = generator.uniform(3, 6)
    let phase = generator.uniform(0, 6.28)
    let base = speaker.pitch * Double.exp(0.04 * generator.normal())
    let length = Double(max(end, 1))
    pitch = (0..<steps).map { step in
      let along = min(Double(step) / length, 1)
      let seconds = Double(step) * Self.secondsPerStep
      let final = max((along - 0.75) / 0.25, 0) * last
      let semitones =
        lift * (0.6 - along) + 0.4 * lift * Double.sin(wave * seconds + phase) + final
      return base * Double.exp(semitones * 0.0577623)
    }
  }
}
