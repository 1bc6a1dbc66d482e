/// When a recogniser asks the speaker to repeat.
enum Rejection {
  /// The shares of recordings that may be asked again about.
  static let shares = 0.02...0.3

  /// The log-odds below which about as many recordings held back fall as were heard wrong: a threshold that
  /// neither architecture's calibration moves.
  static func threshold(_ logOdds: [Double], wrong: Int) -> Double {
    let ranked = logOdds.sorted()
    guard let lowest = ranked.first else { return 0 }
    let least = Int((shares.lowerBound * Double(ranked.count)).rounded(.up))
    let most = Int(shares.upperBound * Double(ranked.count))
    let count = max(least, min(wrong, most))
    guard count > 0 else { return lowest - 1 }
    return (ranked[count - 1] + ranked[min(count, ranked.count - 1)]) / 2
  }
}
