import NumericCore

/// What lies between mouth and recording: echoes, noise, a burst that hides a stretch, and the level.
enum Room {
  /// Reverberation by four combs and two all-passes (Schroeder 1962), whose tail decays by 60 dB in
  /// `seconds`; `share` of the sound is echo.
  static func reverberate(_ sound: inout [Double], seconds: Double, share: Double) {
    let dry = sound
    var echo = [Double](repeating: 0, count: sound.count)
    for delay in [237, 269, 302, 331] {
      let gain = Double.pow(10, -3 * Double(delay) / 8000 / seconds)
      var line = [Double](repeating: 0, count: delay)
      var place = 0
      for index in dry.indices {
        let late = line[place]
        line[place] = dry[index] + gain * late
        echo[index] += 0.25 * late
        place = place + 1 == delay ? 0 : place + 1
      }
    }
    for delay in [41, 13] {
      var line = [Double](repeating: 0, count: delay)
      var place = 0
      for index in echo.indices {
        let late = line[place]
        let input = echo[index] + 0.7 * late
        line[place] = input
        echo[index] = late - 0.7 * input
        place = place + 1 == delay ? 0 : place + 1
      }
    }
    for index in sound.indices { sound[index] = dry[index] + share * echo[index] }
  }

  /// The root mean square.
  static func level(_ sound: ArraySlice<Double>) -> Double {
    (sound.reduce(0) { $0 + $1 * $1 } / Double(max(sound.count, 1))).squareRoot()
  }

  /// Adds noise of a colour: `pole` 0 is white, towards 1 it rumbles.
  static func addNoise(
    _ sound: inout [Double], in range: Range<Int>, level: Double, pole: Double,
    _ generator: inout SeededGenerator
  ) {
    // The filter's output has the variance (1 − pole) / (1 + pole) of the uniform draws' 1/12.
    let factor = level * (12 * (1 + pole) / (1 - pole)).squareRoot()
    let ramp = 80
    var state = 0.0
    for index in range {
      state = pole * state + (1 - pole) * (generator.uniform() - 0.5)
      let fade = min(index - range.lowerBound, range.upperBound - 1 - index)
      let gain = range.count == sound.count ? 1 : min(Double(fade) / Double(ramp), 1)
      sound[index] += factor * gain * state
    }
  }
}
