/// libyaml's complaints in the words of this program, each with a way out.
enum SyntaxProblems {
  /// A complaint: what libyaml says, what it means to the writer, and what to do.
  private struct Row {
    let problem: String
    let message: String
    let remedy: String
    /// Whether the place where the construct began helps more than the place where it failed.
    var pointsAtStart = false
  }

  static func diagnostic(_ failure: SyntaxFailure, in source: SourceText) -> Diagnostic {
    if failure.problem == "found unexpected end of stream"
      || failure.problem == "found unexpected document indicator"
    {
      return source.diagnostic(
        at: failure.contextMark.position, "this quote is not closed",
        remedy: "close it with the same kind of quote")
    }
    if failure.context == "while scanning an anchor" || failure.context == "while scanning an alias"
    {
      return source.diagnostic(
        at: failure.contextMark.position, "`&` and `*` start an anchor or an alias",
        remedy: "put the value in quotes if it begins with this character")
    }
    let row = rows.first { $0.problem == failure.problem }
    let place = row?.pointsAtStart == true ? failure.contextMark : failure.mark
    let context = failure.context.isEmpty ? "" : " \(failure.context)"
    return source.diagnostic(
      at: place.position, row?.message ?? "\(failure.problem)\(context)",
      remedy: row?.remedy ?? "mend the YAML here; quotes around a value often help")
  }

  private static let rows = [
    Row(
      problem: "mapping values are not allowed in this context",
      message: "found a second `: ` in one value",
      remedy: "put the value in quotes, or give the inner key a line of its own"),
    Row(
      problem: "could not find expected ':'", message: "this key has no colon after it",
      remedy: "write `key: value`, with a space after the colon", pointsAtStart: true),
    Row(
      problem: "did not find expected key",
      message: "found neither a key nor the end of the mapping",
      remedy: "indent the keys of one mapping alike, and put one pair on a line"),
    Row(
      problem: "did not find expected '-' indicator",
      message: "found neither `- ` nor the end of the list",
      remedy: "indent the items of one list alike"),
    Row(
      problem: "did not find expected ',' or ']'", message: "this `[` is not closed",
      remedy: "separate items with `, ` and close the list with `]`", pointsAtStart: true),
    Row(
      problem: "did not find expected ',' or '}'", message: "this `{` is not closed",
      remedy: "separate pairs with `, ` and close the mapping with `}`", pointsAtStart: true),
    Row(
      problem: "block sequence entries are not allowed in this context",
      message: "found `- ` where no list can start",
      remedy: "start the list on a line of its own, or put the text in quotes"),
    Row(
      problem: "mapping keys are not allowed in this context",
      message: "found `? ` where no key can start", remedy: "put the text in quotes"),
    Row(
      problem: "found character that cannot start any token",
      message: "a value cannot begin with this character", remedy: "put the value in quotes"),
    Row(
      problem: "did not find expected comment or line break",
      message: "found text on the line of `|` or `>`", remedy: "begin the text on the next line"),
    Row(
      problem: "found unknown escape character", message: "found an escape that YAML does not know",
      remedy: "write \\\\ for a backslash, or use single quotes"),
    Row(
      problem: "did not find expected hexdecimal number",
      message: "found too few hexadecimal digits after the escape",
      remedy: "write \\x with two, \\u with four or \\U with eight digits"),
    Row(
      problem: "found invalid Unicode character escape code",
      message: "found an escape that stands for no character",
      remedy: "write \\U with eight digits for characters beyond U+FFFF"),
    Row(
      problem: "did not find expected <document start>",
      message: "found text after the end of the document", remedy: "keep one document in the file"),
    Row(
      problem: "did not find expected node content", message: "found no value here",
      remedy: "write a value, or remove the comma"),
    Row(
      problem: "found undefined tag handle", message: "found a tag",
      remedy: "remove it; values need no tags"),
    Row(
      problem: "found unexpected ':'", message: "found a `:` without a space after it",
      remedy: "write a space after the colon, or put the text in quotes"),
  ]
}
