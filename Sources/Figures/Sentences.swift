extension String {
  /// The text with its first letter as a capital, to begin a sentence.
  package var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The sentence without its full stop, for use inside another one.
  package var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
