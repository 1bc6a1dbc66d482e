import NumericCore

/// Mel-frequency cepstral coefficients: the cosine transform of the bands' log energies.
///
/// DCT-II with orthonormal rows, of which the first are kept, the zeroth (the loudness) among them;
/// then the lifter 1 + L/2 · sin(πn/L), which brings higher coefficients to the scale of the lower
/// ones (Davis & Mermelstein 1980; Young et al. 2006, "The HTK Book", eq. 5.14 and 5.12).
package struct CepstralCoefficients: Sendable {
  package let bands: Int
  package let coefficients: Int
  /// `[coefficients, bands]`.
  private let matrix: [Float]

  /// A transform of frames of so many bands; no lifter for `lifter` 0.
  package init(bands: Int, coefficients: Int = 13, lifter: Int = 22) {
    self.bands = bands
    self.coefficients = coefficients
    matrix = (0..<coefficients).flatMap { n in
      let norm = ((n == 0 ? 1.0 : 2.0) / Double(bands)).squareRoot()
      let angle = Double.pi * Double(n)
      let lift =
        lifter > 0
        ? 1 + Double(lifter) / 2 * Double.sin(angle / Double(lifter)) : 1
      return (0..<bands).map { band in
        Float(lift * norm * Double.cos(angle * (Double(band) + 0.5) / Double(bands)))
      }
    }
  }

  /// The coefficients of each frame.
  ///
  /// # Shapes
  /// - logEnergies: `[frames, bands]`; frames of another width have no coefficients
  /// - result: `[frames, coefficients]`
  package func callAsFunction(_ logEnergies: FeatureFrames) -> FeatureFrames {
    guard logEnergies.width == bands else {
      return FeatureFrames(width: coefficients, values: [])
    }
    var values = [Float](repeating: 0, count: logEnergies.count * coefficients)
    for frame in 0..<logEnergies.count {
      for n in 0..<coefficients {
        var sum: Float = 0
        for band in 0..<bands {
          sum += matrix[n * bands + band] * logEnergies.values[frame * bands + band]
        }
        values[frame * coefficients + n] = sum
      }
    }
    return FeatureFrames(width: coefficients, values: values)
  }
}
