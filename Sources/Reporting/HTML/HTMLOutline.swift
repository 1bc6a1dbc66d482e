/// The headings of a page: ranks without gaps, and an anchor for each.
struct HTMLOutline {
  /// One heading below the page's own.
  struct Heading {
    let id: String
    let text: String
    /// 2…6, as in `h2`; never more than one below the heading before it.
    let rank: Int
  }

  /// The text of the page's only heading of rank 1.
  let title: String
  /// By the heading's place among the document's blocks; the page's own is left out.
  let headings: [Int: Heading]
  /// The headings of rank 2, in order.
  let sections: [Heading]

  init(_ document: Document, title: String) {
    var own: String?
    var headings: [Int: Heading] = [:]
    var sections: [Heading] = []
    var rank = 1
    for (index, block) in document.blocks.enumerated() {
      guard case .heading(let level, let text) = block else { continue }
      if own == nil, level == 1, headings.isEmpty {
        own = text
        continue
      }
      rank = min(max(2, level), rank + 1, 6)
      let heading = Heading(id: "section-\(headings.count + 1)", text: text, rank: rank)
      headings[index] = heading
      if rank == 2 { sections.append(heading) }
    }
    self.title = own ?? title
    self.headings = headings
    self.sections = sections
  }
}
