import Figures
import Foundation
import Records
import Testing

/// A JSON value of any form.
enum JSONTree: Decodable, Equatable {
  case object([String: JSONTree])
  case array([JSONTree])
  case text(String)
  case number(Double)
  case flag(Bool)
  case nothing

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .nothing
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let items = try? value.decode([JSONTree].self) {
      self = .array(items)
    } else {
      self = .object(try value.decode([String: JSONTree].self))
    }
  }

  /// What stands at a JSON pointer (RFC 6901) without escapes; nil where nothing does.
  func value(at pointer: String) -> JSONTree? {
    pointer.split(separator: "/").reduce(Optional(self)) { value, token in
      switch value {
      case .object(let members): members[String(token)]
      case .array(let items):
        Int(token).flatMap { items.indices.contains($0) ? items[$0] : nil }
      default: nil
      }
    }
  }
}

/// The files of a run as plain JSON, read once each.
final class RunFiles {
  private let directory: RunDirectory
  private var trees: [String: JSONTree] = [:]

  init(_ directory: RunDirectory) { self.directory = directory }

  func value(_ file: String, _ pointer: String) throws -> JSONTree? {
    if trees[file] == nil {
      trees[file] = try JSONDecoder().decode(
        JSONTree.self, from: directory.bytes("\(directory.path)/\(file)"))
    }
    return trees[file]?.value(at: pointer)
  }

  /// Expects that a citation's number or text stands at its place in the file.
  func expect(_ citation: Citation) throws {
    switch try value(citation.file, citation.pointer) {
    case .object(let estimate):
      #expect(estimate["value"] == citation.value.map(JSONTree.number), "\(citation)")
      let bounds = citation.interval.map { (interval: Interval) -> JSONTree in
        .object([
          "lower": .number(interval.lower), "upper": .number(interval.upper),
          "level": .number(interval.level),
        ])
      }
      #expect(estimate["interval"] == bounds, "\(citation)")
    case .text(let text): #expect(text == citation.printed, "\(citation)")
    case .flag(let flag): #expect("\(flag)" == citation.printed, "\(citation)")
    case .number(let number): #expect(number == citation.value, "\(citation)")
    case .array, .nothing, nil: Issue.record("\(citation) leads to nothing")
    }
  }
}
