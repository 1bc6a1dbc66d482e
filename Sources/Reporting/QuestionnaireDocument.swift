import Figures
package import Records

/// A filled questionnaire for people: each question, its answer, and where every number stands.
package enum QuestionnaireDocument {
  package static func document(_ filled: FilledQuestionnaire) -> Document {
    var document = Document([.heading(level: 1, filled.title)])
    if let source = filled.source {
      let address = source.url.map { ", \($0)" } ?? ""
      document.blocks.append(
        .paragraph(Line("Source of the questions: \(source.title); \(source.date)\(address).")))
    }
    document.blocks.append(.paragraph(counts(filled)))
    document.blocks.append(.note(Line(provenance(filled))))
    var section: String?
    for answer in filled.answers {
      if answer.section != section, let title = answer.section {
        document.blocks.append(.heading(level: 2, title))
      }
      section = answer.section
      document.blocks += blocks(answer)
    }
    return document
  }

  private static func counts(_ filled: FilledQuestionnaire) -> Line {
    let parts = FilledQuestionnaire.Status.allCases.map { "\(filled.count($0)) \(word($0))" }
    let count = filled.answers.count == 1 ? "1 question" : "\(filled.answers.count) questions"
    return Line("\(count): \(parts.joined(separator: ", ")). ", .strong)
      + Line(
        "What the evidence cannot answer is left open for a person; nothing is filled in for it.")
  }

  private static func provenance(_ filled: FilledQuestionnaire) -> String {
    let run = filled.run
    let version = run.version.map { ", assay \($0)" } ?? ""
    let digests = run.digests.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.prefix(16))" }.joined(separator: ", ")
    return "From the run of '\(run.profile)' on \(run.workload), effort \(run.effort.rawValue),"
      + " seed \(run.seed)\(version). SHA-256 of the files cited, first 16 digits: \(digests)."
      + " A record such as evidence.json#/a/b is a JSON pointer into that file."
  }

  static func word(_ status: FilledQuestionnaire.Status) -> String {
    switch status {
    case .answered: "answered"
    case .partly: "partly answered"
    case .open: "open"
    }
  }

  private static func blocks(_ answer: FilledQuestionnaire.Answer) -> [Document.Block] {
    var blocks: [Document.Block] = [
      .heading(level: 3, "\(answer.id). \(answer.question)"),
      .paragraph(Line(word(answer.status).capitalised, style(answer.status)) + binding(answer)),
    ]
    if let guidance = answer.guidance { blocks.append(.note(Line("Asked for: \(guidance)"))) }
    if !answer.text.isEmpty { blocks.append(.bullets(answer.text.map { Line($0) })) }
    blocks += answer.open.map {
      .paragraph(Line("For a person, \($0.person): ", .open) + Line($0.why))
    }
    if !answer.citations.isEmpty { blocks.append(.table(table(answer.citations))) }
    return blocks
  }

  private static func style(_ status: FilledQuestionnaire.Status) -> Line.Style {
    switch status {
    case .answered: .good
    case .partly, .open: .open
    }
  }

  /// How the keys were found: named by the questionnaire, or matched, and how clearly.
  private static func binding(_ answer: FilledQuestionnaire.Answer) -> Line {
    let keys = answer.keys.joined(separator: ", ")
    guard let match = answer.match else {
      return Line(answer.keys.isEmpty ? "." : ", from \(keys).", .quiet)
    }
    let terms = match.terms.map { "'\($0)'" }.joined(separator: ", ")
    let by = terms.isEmpty ? "" : " by \(terms)"
    let target = keys.isEmpty ? "matched to no key" : "matched to \(keys)"
    return Line(
      ", \(target)\(by) with confidence \(Format.fixed(match.confidence, decimals: 2)).", .quiet)
  }

  private static func table(_ citations: [Citation]) -> Table {
    Table(
      [
        .init("cited", wraps: true), .init("architecture"), .init("as printed", wraps: true),
        .init("standing"), .init("record", wraps: true),
      ],
      rows: citations.map { citation in
        [
          Line(citation.title), Line(citation.architecture?.rawValue ?? "–"),
          Line(citation.excerpt), Line(citation.standing.rawValue), Line(citation.place, .quiet),
        ]
      })
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
