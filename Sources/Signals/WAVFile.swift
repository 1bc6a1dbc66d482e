/// Why bytes are not a sound that can be read: what, at which byte, and what would be right.
package struct WAVError: Error, Sendable, Hashable {
  package let problem: String
  /// The number of the byte at fault, from 0.
  package let byte: Int
  package let remedy: String

  package init(_ problem: String, byte: Int, remedy: String) {
    self.problem = problem
    self.byte = byte
    self.remedy = remedy
  }
}

/// Sound in a WAV file: RIFF chunks with uncompressed samples.
///
/// Integers of 8 (unsigned), 16, 24 and 32 bits and floating-point numbers of 32, plain or declared
/// as WAVE_FORMAT_EXTENSIBLE; chunks that are not known are passed over (Microsoft & IBM 1991,
/// "Multimedia Programming Interface and Data Specifications 1.0"). Channels are averaged into one.
package enum WAVFile {
  /// Reads a whole file.
  ///
  /// A data chunk that is declared longer than the file, as recorders leave it that were cut off,
  /// is refused: half a recording has another transcript.
  ///
  /// - Throws: ``WAVError`` for bytes that are no such file, of another encoding, or without a
  ///   sample.
  package static func read(_ bytes: [UInt8]) throws(WAVError) -> Waveform {
    let chunks = try WAVChunks(bytes)
    let format = try WAVFormat(chunks)
    return try format.waveform(chunks)
  }

  /// The bytes of a file of one channel with samples of 16 bits.
  ///
  /// Samples beyond −1 … 1 are cut off there; NaN is written as silence.
  package static func bytes(of sound: Waveform) -> [UInt8] {
    let rate = UInt32(clamping: max(1, sound.rate))
    let size = UInt32(clamping: 2 * sound.samples.count)
    var bytes: [UInt8] = Array("RIFF".utf8) + little(size &+ 36) + Array("WAVEfmt ".utf8)
    bytes += little(UInt32(16)) + little(UInt16(1)) + little(UInt16(1)) + little(rate)
    bytes += little(rate &* 2) + little(UInt16(2)) + little(UInt16(16))
    bytes += Array("data".utf8) + little(size)
    bytes.reserveCapacity(bytes.count + 2 * sound.samples.count)
    for sample in sound.samples {
      let scaled = (max(-1, min(1, sample.isNaN ? 0 : sample)) * 32_767).rounded()
      bytes += little(UInt16(bitPattern: Int16(scaled)))
    }
    return bytes
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

/// The chunks of a RIFF file that matter here.
private struct WAVChunks {
  let bytes: [UInt8]
  let format: Range<Int>
  let data: Range<Int>

  init(_ bytes: [UInt8]) throws(WAVError) {
    self.bytes = bytes
    guard bytes.count >= 12, Self.name(bytes, 0) == "RIFF", Self.name(bytes, 8) == "WAVE" else {
      throw WAVError(
        "this is no RIFF file of the form WAVE", byte: 0,
        remedy: "save the recording as an uncompressed WAV file")
    }
    var format: Range<Int>?
    var data: Range<Int>?
    var place = 12
    while place + 8 <= bytes.count, format == nil || data == nil {
      let name = Self.name(bytes, place)
      let size = Self.number(bytes, place + 4, 4)
      let start = place + 8
      guard size <= bytes.count - start else {
        throw WAVError(
          "chunk '\(name)' says it has \(size) bytes, of which \(bytes.count - start) are there",
          byte: place, remedy: "record or copy the file again")
      }
      if name == "fmt " { format = start..<start + size }
      if name == "data" { data = start..<start + size }
      // Chunks begin at even bytes.
      place = start + size + size % 2
    }
    guard let format else { throw Self.missing("fmt ", bytes.count) }
    guard let data else { throw Self.missing("data", bytes.count) }
    self.format = format
    self.data = data
  }

  private static func missing(_ name: String, _ byte: Int) -> WAVError {
    WAVError(
      "there is no chunk '\(name)'", byte: byte,
      remedy: "save the recording as an uncompressed WAV file")
  }

  /// A name of four bytes; those that are not printable ASCII are shown as question marks.
  private static func name(_ bytes: [UInt8], _ place: Int) -> String {
    String(
      decoding: bytes[place..<place + 4].map { (32..<127).contains($0) ? $0 : UInt8(ascii: "?") },
      as: UTF8.self)
  }

  /// An unsigned number of `count` bytes, the lowest first.
  static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}

/// How the samples of a file are written down.
private struct WAVFormat {
  enum Encoding { case integer, float }

  let encoding: Encoding
  let channels: Int
  let rate: Int
  let sampleBytes: Int

  init(_ chunks: WAVChunks) throws(WAVError) {
    let start = chunks.format.lowerBound
    guard chunks.format.count >= 16 else {
      throw WAVError(
        "chunk 'fmt ' has \(chunks.format.count) bytes, not 16 or more", byte: start,
        remedy: "save the recording as an uncompressed WAV file")
    }
    func field(_ offset: Int, _ count: Int) -> Int {
      WAVChunks.number(chunks.bytes, start + offset, count)
    }
    var tag = field(0, 2)
    // The extensible form keeps the tag in the first two bytes of its sub-format.
    if tag == 0xFFFE, chunks.format.count >= 40 { tag = field(24, 2) }
    channels = field(2, 2)
    rate = field(4, 4)
    let bits = field(14, 2)
    switch (tag, bits) {
    case (1, 8), (1, 16), (1, 24), (1, 32): encoding = .integer
    case (3, 32): encoding = .float
    default:
      throw WAVError(
        "samples have format \(tag) with \(bits) bits", byte: start,
        remedy: "save them as PCM of 8, 16, 24 or 32 bits, or as 32-bit floating point")
    }
    sampleBytes = bits / 8
    guard channels > 0, field(12, 2) == channels * sampleBytes else {
      throw WAVError(
        "\(channels) channels of \(sampleBytes) bytes do not make a block of \(field(12, 2))",
        byte: start + 12, remedy: "save the recording again, as a WAV file of one channel")
    }
    guard (1_000...768_000).contains(rate) else {
      throw WAVError(
        "the rate is \(rate) samples a second", byte: start + 4,
        remedy: "record at 8000 to 48 000 samples a second")
    }
  }

  func waveform(_ chunks: WAVChunks) throws(WAVError) -> Waveform {
    let block = channels * sampleBytes
    let count = chunks.data.count / block
    guard count > 0 else {
      throw WAVError(
        "there is no sample", byte: chunks.data.lowerBound, remedy: "record the sound again")
    }
    var samples = [Float](repeating: 0, count: count)
    for index in 0..<count {
      var sum: Float = 0
      for channel in 0..<channels {
        let place = chunks.data.lowerBound + index * block + channel * sampleBytes
        let sample = sample(chunks.bytes, place)
        guard sample.isFinite else {
          throw WAVError(
            "sample \(index) is \(sample)", byte: place,
            remedy: "save finite numbers, loudest −1 and 1")
        }
        sum += sample
      }
      samples[index] = sum / Float(channels)
    }
    return Waveform(samples: samples, rate: rate)
  }

  private func sample(_ bytes: [UInt8], _ place: Int) -> Float {
    let number = WAVChunks.number(bytes, place, sampleBytes)
    switch (encoding, sampleBytes) {
    case (.float, _): return Float(bitPattern: UInt32(truncatingIfNeeded: number))
    case (.integer, 1): return (Float(number) - 128) / 128
    case (.integer, _):
      let bits = 8 * sampleBytes
      let signed = (number << (64 - bits)) >> (64 - bits)
      return Float(Double(signed) / Double(1 << (bits - 1)))
    }
  }
}
