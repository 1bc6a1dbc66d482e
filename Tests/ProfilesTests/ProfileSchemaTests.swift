import Foundation
import Profiles
import Schema
import StrictYAML
import Testing

/// Whether python3 with the package jsonschema, an independent validator, is installed.
private let hasValidator = python("import jsonschema", input: "") == ""

/// What a Python program prints, or nil where it fails.
private func python(_ program: String, input: String) -> String? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["python3", "-c", program]
  let (standardInput, output) = (Pipe(), Pipe())
  process.standardInput = standardInput
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  standardInput.fileHandleForWriting.write(Data(input.utf8))
  try? standardInput.fileHandleForWriting.close()
  let text = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return process.terminationStatus == 0 ? String(decoding: text, as: UTF8.self) : nil
}

@Suite("The JSON Schema of profiles")
struct ProfileSchemaTests {
  let reader = ProfileReader(workloads: [creditRisk, speech])

  /// Validates instances with Python's jsonschema; answers in order whether each conforms.
  func conform(_ instances: [Any]) throws -> [Bool] {
    let data = try JSONSerialization.data(withJSONObject: instances)
    let program = """
      import json, sys, jsonschema
      schema, instances = json.load(sys.stdin)
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      print(json.dumps([validator.is_valid(i) for i in instances]))
      """
    let input = "[\(reader.schema), \(String(decoding: data, as: UTF8.self))]"
    let answer = try #require(python(program, input: input))
    return try JSONDecoder().decode([Bool].self, from: Data(answer.utf8))
  }

  func instance(_ text: String) throws -> Any {
    json(try #require(YAMLFile(bytes: Array(text.utf8), file: "t.yaml").root))
  }

  @Test(
    "accepts what the reader accepts",
    .enabled(if: hasValidator, "python3 with jsonschema is not installed"))
  func sound() throws {
    let sample = try String(
      contentsOf: packageRoot.appending(path: "Profiles/credit-risk.yaml"), encoding: .utf8)
    let texts = [sample, ProfileTemplate.text(workload: creditRisk), southGermanCredit, minimal]
    #expect(try conform(texts.map(instance)) == texts.map { _ in true })
  }

  @Test(
    "refuses every broken profile whose fault lies in its form",
    .enabled(if: hasValidator, "python3 with jsonschema is not installed"))
  func broken() throws {
    // What these break is said in code only: rules over several values, files, ranges of units.
    let beyond = [
      "column-label-missing", "column-label-without-positive", "column-labels-two",
      "column-meaning-twice", "count-not-whole", "data-file-missing", "data-is-a-folder",
      "deployment-not-built", "deployment-too-large", "escaped-control-characters",
      "guess-of-a-missing-rate", "option-beside-data", "overflow", "priorities-all-zero",
      "studies-of-the-project", "zero",
    ]
    let names = try #require(BrokenProfileTests.names)
    var judged: [(name: String, instance: Any)] = []
    for name in names {
      let file = try YAMLFile(path: BrokenProfileTests.folder.appending(path: name).path)
      guard file.problems.isEmpty, let root = file.root else { continue }
      judged.append((name.replacing(".yaml", with: ""), json(root)))
    }
    #expect(judged.count >= 25)
    let accepted = zip(judged, try conform(judged.map(\.instance))).filter(\.1).map(\.0.name)
    #expect(accepted.filter { !beyond.contains($0) } == [])
  }

  @Test("describes every key, and its printed form says which draft it is")
  func text() {
    let text = reader.schema.description
    #expect(text.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""))
    #expect(!text.contains("\"description\": \"\""))
    #expect(text.contains("\"pattern\": \"^(0|[1-9][0-9]*)(\\\\.[0-9]+)? ?(KiB|MiB|GiB)$\""))
    #expect(text.contains("\"default\": \"p99\""))
  }
}
