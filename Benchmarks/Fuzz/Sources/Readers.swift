import Gates
import Interviews
import ModelFiles
import Profiles
import Questionnaires
import Records
import StrictYAML
import Tables

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Everything that reads bytes from outside, each with what must hold of whatever it makes of them.
///
/// A reader of a further kind of file is one more line of `all`.
enum Readers {
  typealias Reader = @Sendable ([UInt8]) -> Void

  static let all: [String: Reader] = [
    "yaml": { check(YAMLFile(bytes: $0, file: "fuzz.yaml").problems) },
    "profile": profile,
    "gate": gate,
    "answers": answers,
    "questionnaire": { questionnaire($0, file: "/fuzz/questions.yaml") },
    "question-table": { questionnaire($0, file: "/fuzz/questions.csv") },
    "baseline": record(Baseline.self),
    "plan": record(Plan.self),
    "trial": record(TrialRecord.self),
    "items": items,
    "session": record(SessionRecord.self),
    "evidence": record(Evidence.self),
    "decision": record(Decision.self),
    "table": table,
    "model": model,
    "safetensors": safetensors,
  ]

  /// The one that this process feeds.
  static let chosen = all[CommandLine.arguments.dropFirst().first ?? ""]

  /// A message steers no terminal, and each problem says what would be right.
  private static func check(_ problems: [Diagnostic]) {
    precondition(problems.count <= YAMLLimits.problems)
    for problem in problems {
      precondition(!problem.remedy.isEmpty)
      precondition(
        problem.description.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    }
  }

  @Sendable private static func profile(_ bytes: [UInt8]) {
    let reader = ProfileReader(workloads: [FuzzWorkload.descriptor])
    do throws(ProfileProblems) {
      check(try reader.read(bytes: bytes, file: "/fuzz/profile.yaml").warnings)
    } catch {
      precondition(error.errorCount > 0)
      check(error.diagnostics)
    }
  }

  @Sendable private static func gate(_ bytes: [UInt8]) {
    let reader = GateReader(figures: FuzzWorkload.descriptor.scores)
    do throws(ProfileProblems) {
      check(try reader.read(bytes: bytes, file: "/fuzz/gate.yaml").warnings)
    } catch {
      precondition(error.errorCount > 0)
      check(error.diagnostics)
    }
  }

  @Sendable private static func answers(_ bytes: [UInt8]) {
    var interview = Interview(workloads: [FuzzWorkload.descriptor])
    do throws(ProfileProblems) {
      check(try interview.take(YAMLFile(bytes: bytes, file: "/fuzz/answers.yaml"), isWhole: true))
    } catch {
      precondition(error.errorCount > 0)
      check(error.diagnostics)
    }
  }

  private static func questionnaire(_ bytes: [UInt8], file: String) {
    let vocabulary = EvidenceVocabulary(figures: FuzzWorkload.descriptor.scores)
    do throws(ProfileProblems) {
      _ = try QuestionnaireReader(vocabulary: vocabulary).read(bytes: bytes, file: file)
    } catch {
      precondition(error.errorCount > 0)
      check(error.diagnostics)
    }
  }

  /// What was decoded is encoded and decoded to the same.
  private static func record<Record: Codable & Equatable & Sendable>(
    _ type: Record.Type
  ) -> Reader {
    { bytes in
      guard let record = try? JSONDecoder().decode(type, from: Data(bytes)),
        let encoded = try? RecordCoding.encode(record)
      else { return }
      precondition((try? JSONDecoder().decode(type, from: encoded)) == record)
    }
  }

  @Sendable private static func items(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      record(ItemRecord.self)(Array(line))
    }
  }

  @Sendable private static func table(_ bytes: [UInt8]) {
    guard let table = try? CSVReader.read(bytes) else { return }
    precondition(table.rows.count == table.lines.count)
    precondition(table.rows.allSatisfy { $0.count == table.header.count })
    precondition(zip(table.lines, table.lines.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// As they are, and within a file whose lengths and checksum are right: what a checksum refuses is
  /// never looked at further.
  @Sendable private static func model(_ bytes: [UInt8]) {
    _ = try? ModelFile(bytes: bytes, path: "fuzz.model")
    let end = bytes.firstIndex(of: 0) ?? bytes.count
    let payload = bytes[min(end + 1, bytes.count)...]
    var file = Array("ASSAYMDL".utf8) + little(Int(ModelFile.version), 4) + little(0, 4)
    file += little(end, 8) + little(payload.count, 8) + bytes[..<end]
    file += [UInt8](repeating: 0, count: (64 - file.count % 64) % 64) + payload
    var digest = Substring(Digest.sha256(file))
    while let byte = UInt8(digest.prefix(2), radix: 16) {
      file.append(byte)
      digest = digest.dropFirst(2)
    }
    guard let model = try? ModelFile(bytes: file, path: "fuzz.model"),
      let encoded = try? model.encoded()
    else { return }
    guard let again = try? ModelFile(bytes: encoded, path: "fuzz.model") else {
      preconditionFailure("what was read and written cannot be read")
    }
    precondition((try? again.encoded()) == encoded)
  }

  /// As they are, and as header and numbers whose length is set right.
  @Sendable private static func safetensors(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: 0) ?? bytes.count
    let framed = little(end, 8) + bytes[..<end] + bytes[min(end + 1, bytes.count)...]
    for file in [bytes, framed] {
      guard let read = try? SafetensorsFile(bytes: file, path: "fuzz.safetensors"),
        let encoded = try? read.encoded()
      else { continue }
      guard let again = try? SafetensorsFile(bytes: encoded, path: "fuzz.safetensors") else {
        preconditionFailure("what was read and written cannot be read")
      }
      precondition((try? again.encoded()) == encoded)
    }
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
