import Schema
import Testing

@Suite("A JSON value")
struct JSONValueTests {
  @Test("is printed as JSON, its keys in their order")
  func printing() {
    let value = JSONValue.object([
      .init("b", .array([.number(1), .number(0.25), .flag(true), .literal("null")])),
      .init("a", .text("\"\\\n\t\u{1}é")), .init("c", .object([])),
    ])
    #expect(
      value.description == #"""
        {
          "b": [1, 0.25, true, null],
          "a": "\"\\\n\t\u0001é",
          "c": {}
        }
        """#)
  }
}
