import Foundation
import NumericCore
import Profiles
import StrictYAML
import Testing

@Suite("A hostile file")
struct HostileFileTests {
  let reader = ProfileReader(workloads: [creditRisk, speech])

  func problems(_ bytes: [UInt8]) -> [Diagnostic] {
    do throws(ProfileProblems) {
      return try reader.read(bytes: bytes, file: "p.yaml").warnings
    } catch {
      return error.diagnostics
    }
  }

  func problems(_ text: String) -> [Diagnostic] {
    problems(Array(text.utf8))
  }

  @Test("of more than 1 MiB is refused, one of 1 MiB is read")
  func size() {
    let padding = String(repeating: "#", count: (1 << 20) - minimal.utf8.count - 1)
    #expect(problems(minimal + "\n" + padding) == [])
    #expect(
      problems(minimal + "\n" + padding + "#").map(\.description) == [
        """
        p.yaml: error: the file is larger than 1 MiB
          a file of this kind takes a few hundred lines; keep data in files of their own
        """
      ])
  }

  @Test(
    "of one mebibyte of the same sign is refused soon", .timeLimit(.minutes(10)),
    arguments: [
      "[", "{", "- ", "a: ", "? ", "\"", "'", "&a ", "*a ", "!a ", "|\n", "\t", "\u{0}", "%",
    ]
  )
  func repetition(sign: String) {
    let text = String(repeating: sign, count: (1 << 20) / sign.utf8.count)
    let found = problems(text)
    #expect(!found.isEmpty && found.count <= 100)
  }

  @Test("with sixty thousand unknown keys reports a hundred of them")
  func manyProblems() {
    let keys = (0..<60_000).map { "key-\($0): 1" }.joined(separator: "\n")
    #expect(problems(minimal + "\n" + keys).count == 100)
  }

  @Test("gives messages of bounded width, however long its lines")
  func longLines() {
    let text = minimal.replacing("credit-risk", with: String(repeating: "长", count: 100_000))
    let lines = problems(text).flatMap { $0.description.split(separator: "\n") }
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.count < 200 })
  }

  @Test("that is a profile with some bytes changed is read or refused, and never traps")
  func mutations() throws {
    let sample = try [UInt8](
      Data(contentsOf: packageRoot.appending(path: "Profiles/credit-risk.yaml")))
    let signs = Array("[]{}:,-#&*!|>'\"%@`?~\n\r\t 0.\\".utf8) + [0, 0x1B, 0x85, 0xC2, 0xE2, 0xFF]
    var random = SeededGenerator(seed: 20_261_123)
    for _ in 0..<3000 {
      var bytes = sample
      for _ in 0...Int.random(in: 0..<4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = signs.randomElement(using: &random) ?? 0
        case 1: bytes.insert(signs.randomElement(using: &random) ?? 0, at: place)
        default: bytes.removeSubrange(place..<min(place + 3, bytes.count))
        }
      }
      for problem in problems(bytes) {
        #expect(!problem.remedy.isEmpty)
        #expect(problem.description.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
      }
    }
  }
}
