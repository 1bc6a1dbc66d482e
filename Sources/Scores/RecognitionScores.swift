package import Figures

/// Wrong words by words spoken: insertions, deletions and substitutions over the whole test set.
package struct WordErrorRate: RatioScore {
  package let kind = FigureKind(
    id: "wer", title: "WER", unit: .dimensionless, direction: .lowerIsBetter,
    comparability: "Compare on the same recordings only, with the same rules for writing words.",
    source: "errors by reference words, as NIST's sclite and jiwer count", least: 0)

  package init() {}

  func terms(
    of items: ScoredItems
  ) throws(ScoreError) -> (above: [Double], below: [Double]) {
    (
      try items.counts(ScoredItems.Column.wordErrors), try items.counts(ScoredItems.Column.words)
    )
  }
}

/// Wrong characters by characters of the reference, blanks between words included.
package struct CharacterErrorRate: RatioScore {
  package let kind = FigureKind(
    id: "cer", title: "CER", unit: .dimensionless, direction: .lowerIsBetter,
    comparability: "Compare on the same recordings only, with the same rules for writing words.",
    source: "errors by reference characters, as jiwer counts", least: 0)

  package init() {}

  func terms(
    of items: ScoredItems
  ) throws(ScoreError) -> (above: [Double], below: [Double]) {
    (
      try items.counts(ScoredItems.Column.characterErrors),
      try items.counts(ScoredItems.Column.characters)
    )
  }
}

/// How long after the end of speech the last word stands, in time of the recording.
///
/// The recogniser's own computing is no part of it: that is its latency.
package struct LastWordDelay: MeanScore {
  package let kind = FigureKind(
    id: "last-word-delay", title: "Delay of the last word", unit: .seconds,
    direction: .lowerIsBetter,
    comparability: """
      Compare on the same recordings only: a recogniser that waits for the recording's end has the \
      silence after the last word as its delay.
      """,
    source: "the mean time from the end of speech to the frame at which the last word stands")

  package init() {}

  func contributions(of items: ScoredItems) throws(ScoreError) -> [Double] {
    try items.numbers(ScoredItems.Column.lastWordDelay)
  }
}
