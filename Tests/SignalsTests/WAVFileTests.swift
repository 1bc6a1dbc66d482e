import NumericCore
import Signals
import Testing

/// A file made by hand, so that each field can be made wrong.
struct HandmadeWAV {
  var tag: UInt16 = 1
  var channels: UInt16 = 1
  var rate: UInt32 = 8000
  var bits: UInt16 = 16
  var data: [UInt8] = [0, 0, 0xFF, 0x7F, 0, 0x80]
  /// Chunks that stand before the format.
  var before: [UInt8] = []
  var extensible = false

  static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    Array(name.utf8) + little(UInt32(bytes.count)) + bytes + (bytes.count % 2 == 1 ? [0] : [])
  }

  var bytes: [UInt8] {
    let block = channels &* (bits / 8)
    var format = Self.little(extensible ? UInt16(0xFFFE) : tag) + Self.little(channels)
    format += Self.little(rate) + Self.little(rate &* UInt32(block)) + Self.little(block)
    format += Self.little(bits)
    if extensible {
      format += Self.little(UInt16(22)) + Self.little(bits) + Self.little(UInt32(0))
      format += Self.little(tag) + [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
    }
    let chunks = before + Self.chunk("fmt ", format) + Self.chunk("data", data)
    return Array("RIFF".utf8) + Self.little(UInt32(chunks.count + 4)) + Array("WAVE".utf8) + chunks
  }
}

@Suite("WAV files")
struct WAVFileTests {
  @Test("What is written is read again, within half a step of 16 bits")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 7, "wav")
    let sound = Waveform(
      samples: (0..<501).map { _ in Float(generator.uniform(-1, 1)) }, rate: 11_025)
    let read = try WAVFile.read(WAVFile.bytes(of: sound))
    #expect(read.rate == 11_025)
    // Written in steps of 1/32767, read in steps of 1/32768.
    #expect(distance(read.samples, sound.samples) < 1.6 / 32_767)
  }

  /// Expected values by the encodings' definitions: full scale is 2^(bits − 1), 8 bits are offset
  /// by 128.
  @Test(
    "Samples of every encoding are read",
    arguments: [
      (HandmadeWAV(), [0, 32_767.0 / 32_768, -1]),
      (HandmadeWAV(bits: 8, data: [128, 255, 0]), [0, 127.0 / 128, -1]),
      (HandmadeWAV(bits: 24, data: [0, 0, 0, 0, 0, 0x40, 0, 0, 0x80]), [0, 0.5, -1]),
      (HandmadeWAV(bits: 32, data: [0, 0, 0, 0x40, 0, 0, 0, 0x80]), [0.5, -1]),
      (HandmadeWAV(tag: 3, bits: 32, data: [0, 0, 0x80, 0x3E]), [0.25]),
      (HandmadeWAV(extensible: true), [0, 32_767.0 / 32_768, -1]),
      (HandmadeWAV(channels: 2, data: [0, 0x40, 0, 0, 0, 0x80, 0, 0x80]), [0.25, -1]),
      (HandmadeWAV(before: HandmadeWAV.chunk("LIST", [1, 2, 3])), [0, 32_767.0 / 32_768, -1]),
    ] as [(HandmadeWAV, [Float])])
  func encodings(file: HandmadeWAV, samples: [Float]) throws {
    #expect(try WAVFile.read(file.bytes) == Waveform(samples: samples, rate: 8000))
  }

  static let cut = Array(HandmadeWAV().bytes.dropLast(2))

  @Test(
    "A broken file is refused with its place and a remedy",
    arguments: [
      ([], "this is no RIFF file of the form WAVE", 0),
      (
        Array("RIFX".utf8) + [UInt8](repeating: 0, count: 40),
        "this is no RIFF file of the form WAVE", 0
      ),
      (cut, "chunk 'data' says it has 6 bytes, of which 4 are there", 36),
      (Array(HandmadeWAV().bytes.prefix(36)), "there is no chunk 'data'", 36),
      (
        Array("RIFF\0\0\0\0WAVE".utf8) + HandmadeWAV.chunk("data", [0, 0]),
        "there is no chunk 'fmt '", 22
      ),
      (HandmadeWAV(tag: 85).bytes, "samples have format 85 with 16 bits", 20),
      (HandmadeWAV(bits: 12).bytes, "samples have format 1 with 12 bits", 20),
      (HandmadeWAV(channels: 0).bytes, "0 channels of 2 bytes do not make a block of 0", 32),
      (HandmadeWAV(rate: 10).bytes, "the rate is 10 samples a second", 24),
      (HandmadeWAV(data: []).bytes, "there is no sample", 44),
      (
        HandmadeWAV(tag: 3, bits: 32, data: [0, 0, 0xC0, 0x7F]).bytes, "sample 0 is nan", 44
      ),
    ] as [([UInt8], String, Int)])
  func refusals(bytes: [UInt8], problem: String, byte: Int) {
    let error = #expect(throws: WAVError.self) { try WAVFile.read(bytes) }
    #expect(error?.problem == problem)
    #expect(error?.byte == byte)
    #expect(error?.remedy.isEmpty == false)
  }

  @Test("A file that is cut off or damaged anywhere is read or refused, and ends nothing")
  func damage() {
    let whole = HandmadeWAV(before: HandmadeWAV.chunk("LIST", [1, 2, 3]), extensible: true).bytes
    for length in whole.indices { _ = try? WAVFile.read(Array(whole.prefix(length))) }
    var generator = SeededGenerator(seed: 7, "damaged wav")
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[generator.index(below: bytes.count)] = UInt8(generator.index(below: 256))
      }
      _ = try? WAVFile.read(bytes)
    }
  }

  @Test("Samples that no file holds are cut off or silent")
  func extremes() throws {
    let sound = Waveform(samples: [2, -.infinity, .nan], rate: 8000)
    let read = try WAVFile.read(WAVFile.bytes(of: sound)).samples
    #expect(read == [32_767.0 / 32_768, -32_767.0 / 32_768, 0])
  }
}
