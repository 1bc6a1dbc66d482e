/// What must fail and is read: libyaml accepts it, and what it makes of it stands in the file as a
/// person sees it.
enum Leniency {
  static let reasons = [
    "9C9N": "the lines of a list in brackets may be indented less than its key",
    "QB6E": "the lines of a quoted text may be indented less than its key",
    "G5U8": "a dash alone in a list in brackets is a text",
    "YJV2": "a dash alone in a list in brackets is a text",
    "S98Z": "blank lines may be indented more than the first line of a text",
  ]
}

enum SuiteCounts {
  /// Cases that are sound YAML and are read.
  static let read = 135
  static let readWithJSON = 135
}

/// Why sound YAML is refused.
enum Refusals {
  enum Reason: String {
    case anchors = "anchors and aliases are not read"
    case tags = "tags are not read"
    case tabs = "tabs are refused everywhere"
    case directives = "directives are not read"
    case documents = "a file holds one document"
    case keys = "a key is a text, and is there"
    case empty = "a file holds something"
    case ambiguous = "libyaml would read something else than YAML 1.2 says"
    case grammar = "libyaml knows the grammar of YAML 1.1 only"
  }

  static func reason(of message: String) -> Reason? { reasons[message] }

  private static let reasons: [String: Reason] = [
    "found an anchor": .anchors, "found an alias": .anchors,
    "`&` and `*` start an anchor or an alias": .anchors,
    "found a tag": .tags, "found a tab": .tabs,
    "found a `%` directive": .directives,
    "found unknown directive name while scanning a directive": .directives,
    "found incompatible YAML document": .directives,
    "found a second document": .documents,
    "found text after the end of the document": .documents,
    "found a mapping or a list as a key": .keys, "found no key before the colon": .keys,
    "the file is empty": .empty,
    "found a `?` without a space after it": .ambiguous,
    "the text ends in a line of blanks without a line break": .ambiguous,
    "found neither a key nor the end of the mapping": .grammar,
    "found a `:` without a space after it": .grammar, "found no value here": .grammar,
    "this `{` is not closed": .grammar,
  ]

  /// How many cases each reason refuses, by the first problem of a file.
  static let counts: [Reason: Int] = [
    .anchors: 26, .tags: 27, .tabs: 45, .directives: 17, .documents: 13, .keys: 14, .empty: 3,
    .ambiguous: 4, .grammar: 24,
  ]
}
