import Schema
import Testing

private struct Plain: Codable {
  let name: String
  let count: Int
  let seed: UInt64
  let share: Double
  let isOpen: Bool
  let note: String?
}

private enum Colour: String, Codable, CodingKeyRepresentable, CaseIterable {
  case red
  case darkBlue = "dark-blue"
}

private enum Level: Int, Codable, CaseIterable {
  case low = 1
  case high = 3
}

private struct Nested: Codable {
  let colour: Colour
  let level: Level?
  let parts: [Part]
  let grid: [[Double?]]
  let bounds: ClosedRange<Int>

  struct Part: Codable {
    let colour: Colour
  }
}

private struct Keyed: Codable {
  let byName: [String: Int]
  let byColour: [Colour: [String: Double]]
}

private final class Tree: Codable {
  let label: String
  let left: Tree?
  let branches: [Tree]
}

/// The schema of one type, printed, without the first members, which every document has.
func printed<Value: Decodable>(
  _ type: Value.Type, _ descriptions: TypeDescriptions = TypeDescriptions()
) throws -> String {
  let schema = CodableSchema(descriptions)
  let root = try schema.schema(of: type)
  let document = schema.document(id: "urn:test", title: "t", roots: [root])
  return JSONValue.object(Array(document.members.dropFirst(3))).description
}

// The expected schemas are written by hand from what JSONEncoder writes for such types.
@Suite("The JSON Schema of a Codable type")
struct CodableSchemaTests {
  @Test("requires what is not optional")
  func plain() throws {
    let expected = """
      {
        "$ref": "#/$defs/Plain",
        "$defs": {
          "Plain": {
            "type": "object",
            "required": ["name", "count", "seed", "share", "isOpen"],
            "properties": {
              "name": {
                "type": "string"
              },
              "count": {
                "type": "integer"
              },
              "seed": {
                "type": "integer",
                "minimum": 0
              },
              "share": {
                "type": "number"
              },
              "isOpen": {
                "type": "boolean"
              },
              "note": {
                "type": "string"
              }
            }
          }
        }
      }
      """
    #expect(try printed(Plain.self) == expected)
  }

  @Test("defines objects and enums once, and tells lists from tuples")
  func nested() throws {
    let expected = """
      {
        "$ref": "#/$defs/Nested",
        "$defs": {
          "Nested": {
            "type": "object",
            "required": ["colour", "parts", "grid", "bounds"],
            "properties": {
              "colour": {
                "$ref": "#/$defs/Colour"
              },
              "level": {
                "$ref": "#/$defs/Level"
              },
              "parts": {
                "type": "array",
                "items": {
                  "$ref": "#/$defs/Nested.Part"
                }
              },
              "grid": {
                "type": "array",
                "items": {
                  "type": "array",
                  "items": {
                    "anyOf": [
                      {
                        "type": "number"
                      },
                      {
                        "type": "null"
                      }
                    ]
                  }
                }
              },
              "bounds": {
                "type": "array",
                "prefixItems": [
                  {
                    "type": "integer"
                  },
                  {
                    "type": "integer"
                  }
                ],
                "minItems": 2,
                "maxItems": 2
              }
            }
          },
          "Colour": {
            "enum": ["red", "dark-blue"]
          },
          "Level": {
            "enum": [1, 3]
          },
          "Nested.Part": {
            "type": "object",
            "required": ["colour"],
            "properties": {
              "colour": {
                "$ref": "#/$defs/Colour"
              }
            }
          }
        }
      }
      """
    #expect(try printed(Nested.self) == expected)
  }

  @Test("lists the keys of a dictionary where an enum lists them")
  func dictionaries() throws {
    let expected = """
      {
        "$ref": "#/$defs/Keyed",
        "$defs": {
          "Keyed": {
            "type": "object",
            "required": ["byName", "byColour"],
            "properties": {
              "byName": {
                "type": "object",
                "additionalProperties": {
                  "type": "integer"
                }
              },
              "byColour": {
                "type": "object",
                "properties": {
                  "red": {
                    "type": "object",
                    "additionalProperties": {
                      "type": "number"
                    }
                  },
                  "dark-blue": {
                    "type": "object",
                    "additionalProperties": {
                      "type": "number"
                    }
                  }
                },
                "additionalProperties": false
              }
            }
          }
        }
      }
      """
    #expect(try printed(Keyed.self) == expected)
  }

  @Test("refers to itself where its type does")
  func recursion() throws {
    let expected = """
      {
        "$ref": "#/$defs/Tree",
        "$defs": {
          "Tree": {
            "type": "object",
            "required": ["label", "branches"],
            "properties": {
              "label": {
                "type": "string"
              },
              "left": {
                "$ref": "#/$defs/Tree"
              },
              "branches": {
                "type": "array",
                "items": {
                  "$ref": "#/$defs/Tree"
                }
              }
            }
          }
        }
      }
      """
    #expect(try printed(Tree.self) == expected)
  }
}
