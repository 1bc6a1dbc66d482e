/// A phone of American English, as the synthesiser articulates it.
///
/// Formants are those of a man, in hertz: vowels after Hillenbrand et al. 1995 and Peterson & Barney
/// 1952, consonants and durations after Klatt 1980, "Software for a cascade/parallel formant
/// synthesizer", tables II and III.
struct Phone: Sendable {
  /// How a phone is made, which decides its parts in time.
  enum Manner: Sendable {
    case silence, vowel, approximant, nasal, fricative, stop, affricate
  }

  /// The noise of a constriction: two resonances and what passes beside them.
  struct Frication: Sendable {
    var frequencies: (Double, Double)
    var bandwidths: (Double, Double)
    var gains: (Double, Double)
    var bypass: Double

    static let none = Frication(
      frequencies: (2500, 3500), bandwidths: (400, 400), gains: (0, 0), bypass: 0)
  }

  let name: String
  let manner: Manner
  /// The first four formants at the start and at the end; a consonant's second is its locus.
  var start: [Double]
  var end: [Double]
  /// How far the second and third formants follow the neighbouring vowel, 0…1.
  var following: Double
  /// The amplitude of the voice, relative to a vowel's.
  var voice: Double
  var frication: Frication
  /// Seconds at an ordinary rate.
  var duration: Double
  /// Seconds of aspiration after a stop's release.
  var aspiration: Double

  static let silence = "SIL"

  /// All phones but silence, in the order of their numbers.
  static let all: [Phone] = vowels + sonorants + fricatives + stops

  private static let byName: [String: Phone] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The phone of a name; a weak central vowel for one that is unknown.
  static func named(_ name: String) -> Phone {
    byName[name] ?? vowel("AX", [500, 1400, 2400, 3400], 0.06)
  }

  private static func vowel(
    _ name: String, _ start: [Double], _ duration: Double, to end: [Double]? = nil
  ) -> Phone {
    Phone(
      name: name, manner: .vowel, start: start, end: end ?? start, following: 0,
      voice: 1, frication: .none, duration: duration, aspiration: 0)
  }

  private static let vowels: [Phone] = [
    vowel("IY", [290, 2290, 3010, 3600], 0.11),
    vowel("IH", [400, 1980, 2560, 3500], 0.08),
    vowel("EH", [540, 1820, 2490, 3500], 0.1),
    vowel("AE", [670, 1720, 2430, 3500], 0.13),
    vowel("AH", [630, 1210, 2400, 3400], 0.075),
    vowel("AA", [740, 1100, 2450, 3400], 0.14),
    vowel("AO", [580, 860, 2410, 3300], 0.14),
    vowel("UW", [310, 920, 2240, 3300], 0.12),
    vowel("ER", [480, 1320, 1690, 3300], 0.12),
    vowel("EY", [500, 1850, 2500, 3500], 0.14, to: [330, 2200, 2650, 3600]),
    vowel("AY", [720, 1180, 2450, 3400], 0.17, to: [380, 1950, 2550, 3500]),
    vowel("OW", [550, 1000, 2350, 3300], 0.15, to: [370, 820, 2280, 3300]),
    vowel("AW", [710, 1280, 2450, 3400], 0.17, to: [420, 920, 2300, 3300]),
  ]

  private static func consonant(
    _ name: String, _ manner: Manner, _ formants: [Double], follows: Double, voice: Double,
    _ duration: Double, frication: Frication = .none, aspiration: Double = 0
  ) -> Phone {
    Phone(
      name: name, manner: manner, start: formants, end: formants,
      following: follows, voice: voice, frication: frication, duration: duration,
      aspiration: aspiration)
  }

  private static let sonorants: [Phone] = [
    consonant("W", .approximant, [300, 650, 2200, 3200], follows: 0.1, voice: 0.6, 0.065),
    consonant("Y", .approximant, [270, 2150, 3000, 3600], follows: 0.1, voice: 0.6, 0.06),
    consonant("R", .approximant, [330, 1100, 1450, 3100], follows: 0.15, voice: 0.6, 0.065),
    consonant("L", .approximant, [340, 1050, 2750, 3300], follows: 0.2, voice: 0.55, 0.065),
    consonant("M", .nasal, [260, 1000, 2200, 3200], follows: 0.45, voice: 0.45, 0.07),
    consonant("N", .nasal, [260, 1600, 2550, 3300], follows: 0.35, voice: 0.45, 0.065),
  ]

  /// The hiss of the tongue's tip: at 8 kHz only its lower skirt is heard.
  private static let hiss = Frication(
    frequencies: (3750, 3000), bandwidths: (450, 900), gains: (0.75, 0.2), bypass: 0.04)
  private static let labial = Frication(
    frequencies: (1500, 3300), bandwidths: (1800, 1500), gains: (0.06, 0.12), bypass: 0.08)
  private static let dental = Frication(
    frequencies: (2600, 3700), bandwidths: (1500, 900), gains: (0.05, 0.2), bypass: 0.06)

  private static func scaled(_ noise: Frication, _ factor: Double) -> Frication {
    var noise = noise
    noise.gains = (noise.gains.0 * factor, noise.gains.1 * factor)
    noise.bypass *= factor
    return noise
  }

  private static let fricatives: [Phone] = [
    consonant(
      "S", .fricative, [320, 1650, 2600, 3400], follows: 0.35, voice: 0, 0.11, frication: hiss),
    consonant(
      "Z", .fricative, [280, 1650, 2600, 3400], follows: 0.35, voice: 0.3, 0.08,
      frication: scaled(hiss, 0.5)),
    consonant(
      "F", .fricative, [330, 1050, 2200, 3300], follows: 0.6, voice: 0, 0.095, frication: labial),
    consonant(
      "V", .fricative, [270, 1050, 2200, 3300], follows: 0.6, voice: 0.4, 0.06,
      frication: scaled(labial, 0.4)),
    consonant(
      "TH", .fricative, [320, 1400, 2600, 3400], follows: 0.4, voice: 0, 0.09,
      frication: dental),
  ]

  private static let stops: [Phone] = [
    consonant(
      "P", .stop, [300, 900, 2200, 3300], follows: 0.6, voice: 0, 0.075,
      frication: Frication(
        frequencies: (800, 1800), bandwidths: (700, 1500), gains: (0.35, 0.2), bypass: 0.05),
      aspiration: 0.04),
    consonant(
      "T", .stop, [300, 1750, 2650, 3400], follows: 0.35, voice: 0, 0.065,
      frication: Frication(
        frequencies: (3600, 2700), bandwidths: (600, 900), gains: (1.0, 0.5), bypass: 0.12),
      aspiration: 0.045),
    consonant(
      "K", .stop, [300, 1850, 2250, 3300], follows: 0.6, voice: 0, 0.07,
      frication: Frication(
        frequencies: (1900, 3300), bandwidths: (350, 900), gains: (1.1, 0.25), bypass: 0.05),
      aspiration: 0.05),
    consonant(
      "B", .stop, [250, 900, 2200, 3300], follows: 0.6, voice: 0.16, 0.065,
      frication: Frication(
        frequencies: (700, 1800), bandwidths: (700, 1500), gains: (0.25, 0.12), bypass: 0.04),
      aspiration: 0.008),
    consonant(
      "CH", .affricate, [300, 1850, 2600, 3300], follows: 0.25, voice: 0, 0.06,
      frication: Frication(
        frequencies: (2500, 3500), bandwidths: (400, 600), gains: (1.0, 0.6), bypass: 0.08),
      aspiration: 0.075),
  ]
}
