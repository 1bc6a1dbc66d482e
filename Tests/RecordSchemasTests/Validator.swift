import Foundation
import Schema
import Testing

/// Python's `jsonschema`, a validator that knows nothing of how these schemas are made.
enum Validator {
  /// Whether python3 with the package jsonschema is installed.
  static let isInstalled = (try? output("import jsonschema", input: "")) == ""

  /// Whether each instance conforms, in order, to the schema or to one of its definitions.
  ///
  /// Where it `isStrict`, keys that the schema does not name are refused.
  static func conform(
    _ instances: [Any], to schema: JSONValue, definition: String? = nil, isStrict: Bool = false
  ) throws -> [Bool] {
    let program = """
      import json, sys, jsonschema
      schema, definition, strict, instances = json.load(sys.stdin)
      def close(node):
          if isinstance(node, dict):
              if "properties" in node: node.setdefault("additionalProperties", False)
              for part in node.values(): close(part)
          elif isinstance(node, list):
              for part in node: close(part)
      if strict: close(schema)
      if definition: schema = {"$ref": "#/$defs/" + definition, "$defs": schema["$defs"]}
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      print(json.dumps([validator.is_valid(i) for i in instances]))
      """
    let data = try JSONSerialization.data(withJSONObject: instances)
    let name = definition.map { JSONValue.text($0) } ?? .literal("null")
    let text = String(decoding: data, as: UTF8.self)
    let answer = try output(program, input: "[\(schema), \(name), \(isStrict), \(text)]")
    return try JSONDecoder().decode([Bool].self, from: Data(answer.utf8))
  }

  /// What a Python program prints.
  private static func output(_ program: String, input: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    let (standardInput, output) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    standardInput.fileHandleForWriting.write(Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "python3 failed")
    return String(decoding: text, as: UTF8.self)
  }
}
