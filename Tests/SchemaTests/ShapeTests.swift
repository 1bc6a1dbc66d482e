import Schema
import StrictYAML
import Testing

/// A small form of every kind of part, as a gate or a questionnaire would declare it.
private struct Meal: Equatable {
  let name: String
  let dishes: [String]
  let time: Double
  let guests: Int
  let wine: Wine?
}

private enum Wine: Equatable {
  case bottle(litres: Double)
  case glass(warm: Bool)
}

private let wine: Shape<Wine> = .either(
  Shape<String>.choice("a wine", of: ["bottle", "glass"]).map {
    $0 == "glass" ? .glass(warm: false) : .bottle(litres: 0.75)
  },
  or: .tagged(
    "a wine", by: "in",
    [
      (
        "bottle",
        .object(
          "a bottle", .constant("in", "bottle", "The vessel."),
          .defaulted("litres", .number(.above(0), example: "0.75"), "0.75", "How much.")
        ) { _, _, litres in .bottle(litres: litres) }
      ),
      (
        "glass",
        .object(
          "a glass", .constant("in", "glass", "The vessel."),
          .required("warm", .flag, "Whether it is mulled.")
        ) { _, _, isWarm in .glass(warm: isWarm) }
      ),
    ]))

private let meal: Shape<Meal> = .object(
  "a meal", .required("name", .slug("a name", example: "lunch"), "What it is called."),
  .required("dishes", .list(of: .text("a dish", example: "soup")), "What is served."),
  .required("time", .quantity(.duration, example: "30 min"), "How long it takes."),
  .defaulted("guests", .count(example: "4"), "2", "Who comes."),
  .optional("wine", wine, "What is drunk.")
) { place, name, dishes, time, guests, wine in
  guard guests > 0 || wine == nil else {
    place.refuse(key: "wine", "is for guests only", remedy: "remove it")
    return nil
  }
  return Meal(name: name, dishes: dishes, time: time, guests: guests, wine: wine)
}

@Suite("A declaration of a form")
struct ShapeTests {
  private func read(_ text: String) -> (Meal?, [String]) {
    let file = YAMLFile(bytes: Array(text.utf8), file: "m")
    let reading = Reading(file)
    let value = file.root.flatMap { meal.read($0, reading) }
    let problems = reading.diagnostics.inFileOrder.map { problem in
      "\(problem.position?.line ?? 0):\(problem.position?.column ?? 0) \(problem.message); "
        + problem.remedy
    }
    return (value, problems)
  }

  @Test("reads every kind of part into its type")
  func reads() {
    let (value, problems) = read(
      "name: lunch\ndishes: [soup, '7']\ntime: 1.5 min\nwine: {in: glass, warm: true}")
    #expect(problems == [])
    #expect(
      value
        == Meal(
          name: "lunch", dishes: ["soup", "7"], time: 90, guests: 2, wine: .glass(warm: true)))
    #expect(
      read("{name: a, dishes: [], time: 1 s, wine: bottle}").0?.wine == .bottle(litres: 0.75))
    #expect(
      read("{name: a, dishes: [], time: 1 s, wine: {in: bottle}}").0?.wine == .bottle(litres: 0.75))
  }

  @Test("reports all problems of a file at once, with their keys' paths")
  func allProblems() {
    let (value, problems) = read(
      """
      name: -x
      dishes: [soup, 7, soup, [a]]
      tme: 30 min
      guests: 1.5
      wine: {in: glas, warm: true}
      colour: red
      """)
    #expect(value == nil)
    #expect(
      problems == [
        "1:7 `name` is not fit for a file's name: `-x`; use at most 64 letters, digits, `.`, `_` and "
          + "`-`, and begin with a letter or digit",
        "2:16 `dishes` is a number, not a text: `7`; write \"7\" in quotes",
        "2:19 `dishes` lists `soup` twice; remove one of the two",
        "2:25 `dishes` must be a dish, found a list; write soup",
        "3:1 the file has the unknown key `tme`; did you mean `time`?",
        "4:9 `guests` is no whole number: `1.5`; write a whole number",
        "5:12 `wine.in` is no known in: `glas`; did you mean glass? write one of bottle, glass",
        "6:1 the file has the unknown key `colour`; the keys here are name, dishes, time, guests, "
          + "wine",
      ])
  }

  @Test("checks values against each other once all could be read")
  func rules() {
    #expect(
      read("{name: a, dishes: [], time: 1 s, guests: 0, wine: bottle}").1 == [
        "1:51 `wine` is for guests only; remove it"
      ])
  }

  @Test("passes over what the file's own problems spoiled")
  func refusedParts() {
    let (value, problems) = read("{name: *n, dishes: [], time: 1 s}")
    #expect(value == nil)
    #expect(problems == ["1:8 found an alias; write the value out; aliases are not read"])
  }

  @Test("gives the paths of its keys")
  func keyPaths() {
    #expect(
      meal.form.keyPaths == [
        "name", "dishes", "time", "guests", "wine", "wine.in", "wine.litres", "wine.warm",
      ])
  }

  @Test("gives the JSON Schema of what it reads")
  func schema() {
    #expect(
      JSONSchema.document(meal.form, id: "urn:meal", title: "A meal").description == mealSchema)
  }
}

/// Written by hand from JSON Schema's draft 2020-12, sections 6, 9 and 10.
private let mealSchema = #"""
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:meal",
    "title": "A meal",
    "type": "object",
    "required": ["name", "dishes", "time"],
    "properties": {
      "name": {
        "description": "What it is called.",
        "type": "string",
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
      },
      "dishes": {
        "description": "What is served.",
        "type": "array",
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500
        },
        "uniqueItems": true
      },
      "time": {
        "description": "How long it takes.",
        "type": "string",
        "pattern": "^(0|[1-9][0-9]*)(\\.[0-9]+)? ?(ns|us|ms|s|min)$"
      },
      "guests": {
        "description": "Who comes.",
        "default": 2,
        "oneOf": [
          {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000000000000000
          },
          {
            "type": "string",
            "pattern": "^(0|[1-9][0-9]*)(\\.[0-9]+)?[kMG]$"
          }
        ]
      },
      "wine": {
        "description": "What is drunk.",
        "oneOf": [
          {
            "enum": ["bottle", "glass"]
          },
          {
            "oneOf": [
              {
                "type": "object",
                "required": ["in"],
                "properties": {
                  "in": {
                    "description": "The vessel.",
                    "const": "bottle"
                  },
                  "litres": {
                    "description": "How much.",
                    "default": 0.75,
                    "type": "number",
                    "exclusiveMinimum": 0
                  }
                },
                "additionalProperties": false
              },
              {
                "type": "object",
                "required": ["in", "warm"],
                "properties": {
                  "in": {
                    "description": "The vessel.",
                    "const": "glass"
                  },
                  "warm": {
                    "description": "Whether it is mulled.",
                    "type": "boolean"
                  }
                },
                "additionalProperties": false
              }
            ]
          }
        ]
      }
    },
    "additionalProperties": false
  }
  """#
