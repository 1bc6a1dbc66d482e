import NumericCore

/// The discrete Fourier transform of real signals of one length, a power of two.
///
/// Radix 2 with decimation in time (Cooley & Tukey 1965). A real signal of n samples is transformed
/// as a complex one of n/2, its even samples real and its odd ones imaginary, and the halves are
/// taken apart again (Press et al. 2007, "Numerical Recipes", §12.3). The factors are computed
/// once.
package struct FourierTransform: Sendable {
  /// The number of samples.
  package let size: Int
  private let half: Int
  /// For each place of the complex transform the place that it is read from.
  private let reversed: [Int]
  /// e^(−2πik/n) for k in 0 ..< n/2.
  private let cosines: [Float]
  private let sines: [Float]

  /// A transform of at least `samples` samples: the next power of two, 2 at least.
  package init(atLeast samples: Int) {
    var size = 2
    while size < samples { size *= 2 }
    self.size = size
    half = size / 2
    var bits = 0
    while 1 << bits < half { bits += 1 }
    reversed = (0..<half).map { place in
      (0..<bits).reduce(0) { $0 | (place >> $1 & 1) << (bits - 1 - $1) }
    }
    let angles = (0..<half).map { 2 * Double.pi * Double($0) / Double(size) }
    cosines = angles.map { Float(Double.cos($0)) }
    sines = angles.map { Float(-Double.sin($0)) }
  }

  /// The number of bins from 0 to half the sampling rate, both included.
  package var bins: Int { half + 1 }

  /// The squared magnitude of each bin.
  ///
  /// # Shapes
  /// - signal: at most `size` samples; the rest are zeros
  /// - power: `[bins]`, overwritten
  ///
  /// `scratch` is memory that one call leaves to the next.
  package func power(
    of signal: ArraySlice<Float>, into power: inout [Float], scratch: inout Scratch
  ) {
    transform(signal, &scratch)
    if power.count != bins { power = [Float](repeating: 0, count: bins) }
    for bin in 0..<bins {
      let (real, imaginary) = value(at: bin, scratch)
      power[bin] = real * real + imaginary * imaginary
    }
  }

  /// The complex value of each bin.
  ///
  /// # Shapes
  /// - signal: at most `size` samples; the rest are zeros
  /// - result: `[bins]` each
  package func spectrum(of signal: [Float]) -> (real: [Float], imaginary: [Float]) {
    var scratch = Scratch()
    transform(signal[...], &scratch)
    let values = (0..<bins).map { value(at: $0, scratch) }
    return (values.map(\.real), values.map(\.imaginary))
  }

  /// Memory for a transform.
  package struct Scratch: Sendable {
    fileprivate var real: [Float] = []
    fileprivate var imaginary: [Float] = []

    package init() {}
  }

  /// The complex transform of the samples taken two by two.
  private func transform(_ signal: ArraySlice<Float>, _ scratch: inout Scratch) {
    if scratch.real.count != half {
      scratch.real = [Float](repeating: 0, count: half)
      scratch.imaginary = scratch.real
    }
    let start = signal.startIndex
    let count = min(signal.count, size)
    for place in 0..<half {
      let even = 2 * reversed[place]
      scratch.real[place] = even < count ? signal[start + even] : 0
      scratch.imaginary[place] = even + 1 < count ? signal[start + even + 1] : 0
    }
    butterflies(&scratch.real, &scratch.imaginary)
  }

  private func butterflies(_ realValues: inout [Float], _ imaginaryValues: inout [Float]) {
    var real = realValues.mutableSpan
    var imaginary = imaginaryValues.mutableSpan
    var width = 1
    while width < half {
      // A step in the table of factors; theirs are of `size`, twice as many.
      let step = half / width
      for block in stride(from: 0, to: half, by: 2 * width) {
        for offset in 0..<width {
          let (c, s) = (cosines[offset * step], sines[offset * step])
          let (upper, lower) = (block + offset, block + offset + width)
          let a = real[lower] * c - imaginary[lower] * s
          let b = real[lower] * s + imaginary[lower] * c
          real[lower] = real[upper] - a
          imaginary[lower] = imaginary[upper] - b
          real[upper] += a
          imaginary[upper] += b
        }
      }
      width *= 2
    }
  }

  private func value(at bin: Int, _ scratch: Scratch) -> (real: Float, imaginary: Float) {
    let (first, second) = (bin % half, (half - bin) % half)
    let (a, b) = (scratch.real[first], scratch.imaginary[first])
    let (c, d) = (scratch.real[second], -scratch.imaginary[second])
    // The even samples' transform is (z + z*) / 2, that of the odd ones (z − z*) / 2i.
    let even = ((a + c) / 2, (b + d) / 2)
    let odd = ((b - d) / 2, (c - a) / 2)
    if bin == half { return (even.0 - odd.0, even.1 - odd.1) }
    let (cosine, sine) = (cosines[bin], sines[bin])
    return (
      even.0 + odd.0 * cosine - odd.1 * sine, even.1 + odd.0 * sine + odd.1 * cosine
    )
  }
}
