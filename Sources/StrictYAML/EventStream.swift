import CLibYAML

/// One step of libyaml's reading of a file.
struct Event {
  enum Kind {
    case documentStart(hasDirective: Bool)
    case documentEnd
    case alias
    case scalar(Node.Scalar)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
  }

  let kind: Kind
  let start: EventMark
  let end: EventMark
}

/// A place that libyaml reports.
struct EventMark {
  /// The index of the scalar in the text, from 0.
  let index: Int
  let position: Position
}

/// What libyaml says when it cannot go on.
struct SyntaxFailure {
  let context: String
  let contextMark: EventMark
  let problem: String
  let mark: EventMark
}

/// libyaml's pull parser, as far as this program uses it.
enum EventStream {
  /// Hands the events of a UTF-8 text to a closure until it returns false.
  ///
  /// - Returns: What stopped libyaml; nil where the text ended or the closure stopped.
  static func read(_ utf8: [UInt8], each body: (Event) -> Bool) -> SyntaxFailure? {
    // The parser holds pointers into itself, hence lives on the heap.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { unsafe parser.deallocate() }
    guard unsafe yaml_parser_initialize(parser) == 1 else { return outOfMemory }
    defer { unsafe yaml_parser_delete(parser) }
    return unsafe utf8.withUnsafeBufferPointer { input in
      unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
      while true {
        var raw = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &raw) == 1 else { return unsafe failure(parser) }
        defer { unsafe yaml_event_delete(&raw) }
        if unsafe raw.type == YAML_STREAM_END_EVENT { return nil }
        guard let event = unsafe Event(raw) else { continue }
        if !body(event) { return nil }
      }
    }
  }

  private static var outOfMemory: SyntaxFailure {
    let start = EventMark(index: 0, position: Position(line: 1, column: 1))
    return SyntaxFailure(context: "", contextMark: start, problem: "out of memory", mark: start)
  }

  private static func failure(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> SyntaxFailure {
    func text(_ pointer: UnsafePointer<CChar>?) -> String {
      guard let pointer = unsafe pointer else { return "" }
      return unsafe String(cString: pointer)
    }
    return unsafe SyntaxFailure(
      context: text(parser.pointee.context),
      contextMark: EventMark(parser.pointee.context_mark),
      problem: text(parser.pointee.problem), mark: EventMark(parser.pointee.problem_mark))
  }
}

extension EventMark {
  fileprivate init(_ mark: yaml_mark_t) {
    index = Int(mark.index)
    position = Position(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

extension Event {
  /// The event in Swift's terms; nil for those that carry nothing.
  fileprivate init?(_ raw: yaml_event_t) {
    switch unsafe raw.type {
    case YAML_DOCUMENT_START_EVENT:
      let start = unsafe raw.data.document_start
      let tags = unsafe start.tag_directives.start != start.tag_directives.end
      kind = unsafe .documentStart(hasDirective: start.version_directive != nil || tags)
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = unsafe raw.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let text = unsafe String(decoding: bytes, as: UTF8.self)
      kind = unsafe .scalar(Node.Scalar(text, style: Node.Scalar.Style(scalar.style)))
    case YAML_SEQUENCE_START_EVENT: kind = .sequenceStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT: kind = .mappingStart
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: return nil
    }
    start = unsafe EventMark(raw.start_mark)
    end = unsafe EventMark(raw.end_mark)
  }
}

extension Node.Scalar.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
