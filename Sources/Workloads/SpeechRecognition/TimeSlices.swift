import Figures
import Signals

/// A recording cut into equal slices of time: the parts that an explanation names.
struct TimeSlices: Sendable {
  static let count = 12
  /// Samples over which one recording goes over into another, 4 ms at 8 kHz.
  private static let fade = 32

  /// What the slices are called, whatever the recording.
  static let names = (1...count).map { "slice \($0) of \(count)" }

  private let samples: Int
  private let rate: Int

  init(_ sound: Waveform) {
    samples = sound.samples.count
    rate = max(sound.rate, 1)
  }

  /// The samples of a slice.
  func samples(_ slice: Int) -> Range<Int> {
    slice * samples / Self.count..<(slice + 1) * samples / Self.count
  }

  /// The moments of a slice, one at least where there is any.
  func moments(_ slice: Int, of moments: Int) -> Range<Int> {
    let first = min(slice * moments / Self.count, max(moments - 1, 0))
    return first..<min(max((slice + 1) * moments / Self.count, first + 1), moments)
  }

  /// A slice with its time, such as `slice 5 of 12 (0.62–0.75 s)`.
  func inWords(_ slice: Int) -> String {
    let range = samples(slice)
    func seconds(_ sample: Int) -> String {
      Format.fixed(Double(sample) / Double(rate), decimals: 2)
    }
    return "\(Self.names[slice]) (\(seconds(range.lowerBound))–\(seconds(range.upperBound)) s)"
  }

  /// The recording with all slices outside `kept` taken from another, read over and over where it is
  /// shorter, and faded into at the borders.
  static func compose(_ sound: Waveform, reference: Waveform, kept: [Bool]) -> Waveform {
    guard !reference.samples.isEmpty else { return sound }
    let slices = TimeSlices(sound)
    var composed = sound
    for slice in 0..<count where !kept[slice] {
      let range = slices.samples(slice)
      let after = slice + 1 < count && !kept[slice + 1]
      let before = slice > 0 && !kept[slice - 1]
      for sample in range {
        let other = reference.samples[sample % reference.samples.count]
        let fromStart = before || slice == 0 ? fade : sample - range.lowerBound + 1
        let toEnd = after || slice == count - 1 ? fade : range.upperBound - sample
        let share = Float(min(fromStart, toEnd, fade)) / Float(fade)
        composed.samples[sample] = share * other + (1 - share) * sound.samples[sample]
      }
    }
    return composed
  }
}
