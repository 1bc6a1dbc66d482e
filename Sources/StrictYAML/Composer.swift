/// Builds nodes from events, and refuses what YAML allows and this program does not.
struct Composer {
  /// A mapping or a sequence that is still open.
  private final class Frame {
    let start: Position
    let isMapping: Bool
    var items: [Node] = []
    var entries: [Node.Entry] = []
    var keyLines: [String: Int] = [:]
    var pending: Key?

    init(start: Position, isMapping: Bool) {
      self.start = start
      self.isMapping = isMapping
    }
  }

  /// A key that waits for its value; without a name it was refused, and so is its value.
  private struct Key {
    let name: String?
    let start: Position
    let end: Position
  }

  private let source: SourceText
  private var frames: [Frame] = []
  private var documents = 0
  /// The scalar after the last event; between events stand blanks, marks and comments only.
  private var gapStart = 0
  private(set) var root: Node?
  private(set) var problems: [Diagnostic] = []

  init(source: SourceText) {
    self.source = source
  }

  /// Takes one event.
  ///
  /// - Returns: Whether to go on.
  mutating func take(_ event: Event) -> Bool {
    checkComments(event)
    switch event.kind {
    case .documentStart(let hasDirective):
      documents += 1
      guard documents == 1 else {
        return stop(event, "found a second document", remedy: "keep one document in a file")
      }
      if hasDirective {
        refuse(event, "found a `%` directive", remedy: "remove the lines that begin with `%`")
      }
    case .documentEnd:
      break
    case .alias:
      refuse(event, "found an alias", remedy: "write the value out; aliases are not read")
      add(Node(.refused, position: event.start.position, end: event.end.position))
    case .scalar(let scalar):
      checkProperties(event)
      add(Node(.scalar(scalar), position: event.start.position, end: event.end.position))
    case .sequenceStart:
      return open(event, isMapping: false)
    case .mappingStart:
      return open(event, isMapping: true)
    case .sequenceEnd, .mappingEnd:
      close(event)
    }
    return problems.count < YAMLLimits.problems
  }

  private mutating func open(_ event: Event, isMapping: Bool) -> Bool {
    checkProperties(event)
    guard frames.count < YAMLLimits.depth else {
      let message = "found more than \(YAMLLimits.depth) mappings and lists within one another"
      return stop(event, message, remedy: "flatten the file")
    }
    if let frame = frames.last, frame.isMapping, frame.pending == nil {
      return stop(event, "found a mapping or a list as a key", remedy: "write a text as the key")
    }
    frames.append(Frame(start: event.start.position, isMapping: isMapping))
    return true
  }

  private mutating func close(_ event: Event) {
    guard let frame = frames.popLast() else { return }
    let content = frame.isMapping ? Node.Content.mapping(frame.entries) : .sequence(frame.items)
    add(Node(content, position: frame.start, end: event.end.position))
  }

  private mutating func add(_ node: Node) {
    guard let frame = frames.last else {
      root = node
      return
    }
    guard frame.isMapping else {
      frame.items.append(node)
      return
    }
    if let key = frame.pending {
      frame.pending = nil
      guard let name = key.name else { return }
      frame.entries.append(
        Node.Entry(key: name, keyPosition: key.start, keyEnd: key.end, value: node))
    } else {
      frame.pending = Key(name: keyName(node, in: frame), start: node.position, end: node.end)
    }
  }

  /// The name of a key; nil, with a problem, where it may not be one.
  private mutating func keyName(_ node: Node, in frame: Frame) -> String? {
    guard case .scalar(let scalar) = node.content else { return nil }
    func refuse(_ message: String, _ remedy: String) {
      problems.append(source.diagnostic(at: node.position, to: node.end, message, remedy: remedy))
    }
    if scalar.style == .plain {
      switch scalar.text {
      case "":
        refuse("found no key before the colon", "write a key")
        return nil
      case "~", "null", "Null", "NULL":
        refuse("\(quoted(scalar.text)) is YAML's word for nothing", "put the key in quotes")
        return nil
      case "<<":
        refuse("`<<` merges mappings for some readers only", "write the keys out")
        return nil
      default:
        break
      }
    }
    if let line = frame.keyLines[scalar.text] {
      refuse(
        "the key \(quoted(scalar.text)) is already on line \(line)",
        "keep one of the two, or rename one")
      return nil
    }
    frame.keyLines[scalar.text] = node.position.line
    return scalar.text
  }

  private mutating func refuse(_ event: Event, _ message: String, remedy: String) {
    problems.append(source.diagnostic(at: event.start.position, message, remedy: remedy))
  }

  /// Refuses what leaves no tree to speak of.
  private mutating func stop(_ event: Event, _ message: String, remedy: String) -> Bool {
    refuse(event, message, remedy: remedy)
    root = nil
    return false
  }
}

extension Composer {
  /// Refuses a tag or an anchor on a node.
  ///
  /// libyaml drops the tag `!` without a word, hence the look at the text: no untagged value can
  /// begin with `!` or `&`.
  private mutating func checkProperties(_ event: Event) {
    guard event.start.index < min(event.end.index, source.scalars.count) else { return }
    switch source.scalars[event.start.index] {
    case "!": refuse(event, "found a tag", remedy: "remove it; values need no tags")
    case "&": refuse(event, "found an anchor", remedy: "remove it; anchors are not read")
    default: break
    }
  }

  /// Refuses a `#` or a `?` that libyaml takes for a comment although no blank stands before it.
  private mutating func checkComments(_ event: Event) {
    if gapStart < event.start.index { checkComments(in: gapStart..<event.start.index) }
    // A mapping without braces in a list begins with its `?`.
    if case .mappingStart = event.kind { checkMark(at: event.start.index) }
    if case .scalar(let scalar) = event.kind, scalar.style == .literal || scalar.style == .folded {
      let stretch = source.scalars[event.start.index..<min(event.end.index, source.scalars.count)]
      let header = stretch.prefix { $0 != "\n" && $0 != "\r" }
      checkComments(in: header.startIndex..<header.endIndex)
      checkLastLine(of: event)
    }
    gapStart = max(gapStart, event.end.index)
  }

  /// Refuses a block of text that ends the file in blanks without a line break: libyaml leaves out the
  /// last line break that YAML 1.2 gives such a line.
  private mutating func checkLastLine(of event: Event) {
    guard source.scalars.last == " ",
      source.scalars.dropFirst(event.end.index).allSatisfy({ $0 == " " }),
      source.line(source.lineStarts.count).allSatisfy({ $0 == " " })
    else { return }
    problems.append(
      source.diagnostic(
        at: Position(line: source.lineStarts.count, column: 1),
        "the text ends in a line of blanks without a line break",
        remedy: "end the file with a line break, or remove the blanks"))
  }

  private mutating func checkComments(in range: Range<Int>) {
    var isComment = false
    for index in range.clamped(to: source.scalars.indices) {
      switch source.scalars[index] {
      case "\n", "\r":
        isComment = false
      case "#" where !isComment:
        isComment = true
        guard index > 0, !" \n\r".unicodeScalars.contains(source.scalars[index - 1]) else { break }
        problems.append(
          source.diagnostic(
            at: source.position(ofScalar: index), "found a comment right after a value",
            remedy: "write a space before `#`, or put the whole value in quotes"))
      case "?" where !isComment:
        checkMark(at: index)
      default:
        break
      }
    }
  }

  /// Refuses a `?` before a letter: within `[` or `{` libyaml takes it for the mark of a key.
  private mutating func checkMark(at index: Int) {
    guard index + 1 < source.scalars.count, source.scalars[index] == "?",
      !" \n\r".unicodeScalars.contains(source.scalars[index + 1])
    else { return }
    problems.append(
      source.diagnostic(
        at: source.position(ofScalar: index), "found a `?` without a space after it",
        remedy: "put the text in quotes, or write a space after the `?`"))
  }
}
