import Schema
import Testing

private enum Load: Codable, Sendable {
  case idle
  case steady(rate: Double, limit: Int?)
  indirect case both(Load, Load)

  static var descriptions: TypeDescriptions {
    var descriptions = TypeDescriptions()
    descriptions.describe(Load.self, first: .idle) { load in
      switch load {
      case .idle: .steady(rate: 1, limit: nil)
      case .steady: .both(.idle, .idle)
      case .both: nil
      }
    }
    return descriptions
  }
}

private struct Versioned: Codable {
  var schema = "test/versioned/1"
}

@Suite("What decoding does not tell of a type")
struct TypeDescriptionsTests {
  @Test("is one branch for every case of an enum with payloads, also where it holds itself")
  func payloads() throws {
    let expected = """
      {
        "$ref": "#/$defs/Load",
        "$defs": {
          "Load": {
            "oneOf": [
              {
                "type": "object",
                "required": ["idle"],
                "properties": {
                  "idle": {
                    "type": "object"
                  }
                },
                "additionalProperties": false
              },
              {
                "type": "object",
                "required": ["steady"],
                "properties": {
                  "steady": {
                    "type": "object",
                    "required": ["rate"],
                    "properties": {
                      "rate": {
                        "type": "number"
                      },
                      "limit": {
                        "type": "integer"
                      }
                    }
                  }
                },
                "additionalProperties": false
              },
              {
                "type": "object",
                "required": ["both"],
                "properties": {
                  "both": {
                    "type": "object",
                    "required": ["_0", "_1"],
                    "properties": {
                      "_0": {
                        "$ref": "#/$defs/Load"
                      },
                      "_1": {
                        "$ref": "#/$defs/Load"
                      }
                    }
                  }
                },
                "additionalProperties": false
              }
            ]
          }
        }
      }
      """
    #expect(try printed(Load.self, Load.descriptions) == expected)
  }

  @Test("is a constant, or a whole form")
  func descriptions() throws {
    var descriptions = TypeDescriptions()
    descriptions.fix("schema", of: Versioned.self, to: "test/versioned/1")
    descriptions.describe(
      Unlisted.self, as: .object([.init("enum", .texts(["only"]))]), example: .only)
    let schema = CodableSchema(descriptions)
    let roots = [try schema.schema(of: Versioned.self), try schema.schema(of: Unlisted.self)]
    let expected = """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:test",
        "title": "Two",
        "$comment": "Either.",
        "oneOf": [
          {
            "$ref": "#/$defs/Versioned"
          },
          {
            "$ref": "#/$defs/Unlisted"
          }
        ],
        "$defs": {
          "Versioned": {
            "type": "object",
            "required": ["schema"],
            "properties": {
              "schema": {
                "const": "test/versioned/1"
              }
            }
          },
          "Unlisted": {
            "enum": ["only"]
          }
        }
      }
      """
    let document = schema.document(
      id: "urn:test", title: "Two", comment: "Either.", roots: roots)
    #expect(document.description == expected)
  }
}
