import Figures
package import Records

/// The chain from a conclusion to its records, for people, and the list of conclusions.
package enum ChainDocument {
  /// The conclusions of a run with the names by which they are asked for.
  package static func list(
    _ conclusions: [Chain.Conclusion], profile: String, run: String
  ) -> Document {
    Document([
      .heading(level: 1, "\(profile): what the run concludes"),
      .table(table(conclusions)),
      .note(Line("'assay explain \(run) NAME' tells what bears a conclusion.")),
    ])
  }

  /// One chain: conclusion, rule, parts, figures, records, machines.
  package static func document(_ chain: Chain) -> Document {
    var document = Document([
      .heading(level: 1, "\(chain.conclusion.name): \(chain.conclusion.title)"),
      .paragraph(Line(chain.conclusion.text, .strong)),
    ])
    document.section("Where it stands", bullets(chain.citations))
    document.section("Rule", chain.rules.isEmpty ? [] : [.bullets(chain.rules.map(line))])
    document.section(
      "Made of", chain.restsOn.isEmpty ? [] : [.table(table(chain.restsOn))])
    for figure in chain.figures {
      document.section("Figure \(figure.id): \(figure.title)", blocks(figure))
    }
    document.section("Trials", records(chain.trials))
    document.section("Sessions", records(chain.sessions))
    document.section("Machine and version", chain.machines.flatMap(blocks))
    document.section(
      "Where the chain ends", chain.gaps.isEmpty ? [] : [.bullets(chain.gaps.map { Line($0) })])
    document.blocks.append(.note(Line(provenance(chain))))
    return document
  }

  private static func table(_ conclusions: [Chain.Conclusion]) -> Table {
    Table(
      [.init("name"), .init("says", wraps: true)],
      rows: conclusions.map { [Line($0.name, .strong), Line($0.text)] })
  }

  /// A place has no spaces, so it is never broken over lines, and can be copied.
  private static func bullets(_ citations: [Citation]) -> [Document.Block] {
    guard !citations.isEmpty else { return [] }
    return [
      .bullets(
        citations.map { citation in
          let whose = citation.architecture.map { ", \($0.rawValue)" } ?? ""
          return Line("\(citation.title)\(whose): ") + Line(citation.printed, .strong)
            + Line(" (\(citation.standing.rawValue)) \(citation.place)", .quiet)
        })
    ]
  }

  private static func line(_ rule: Chain.Rule) -> Line {
    let paragraph = rule.paragraph.map { ", '\($0)'" } ?? ""
    return Line("\(rule.text) ")
      + Line("\(rule.document), section '\(rule.section)'\(paragraph).", .quiet)
  }

  private static func blocks(_ figure: Chain.Figure) -> [Document.Block] {
    var lines = figure.replicates.map { replicates in
      let units = replicates.values.map { "\($0.unit)" }.joined(separator: ", ")
      return Line(
        "\(replicates.architecture.rawValue), \(replicates.unit) \(units):"
          + " \(replicates.printed.joined(separator: ", ")) ")
        + Line("\(replicates.file)#\(replicates.pointer)", .quiet)
    }
    if !figure.sessions.isEmpty {
      lines.append(
        Line(
          "From sessions \(Ranges.text(figure.sessions)), which served "
            + (figure.trials.isEmpty
              ? "models of the declared size."
              : "the models of trials \(Ranges.text(figure.trials)).")))
    } else if !figure.trials.isEmpty {
      lines.append(Line("From trials \(Ranges.text(figure.trials))."))
    }
    return [.paragraph(line(figure.rule))] + bullets(figure.citations)
      + (lines.isEmpty ? [] : [.bullets(lines)])
  }

  /// A row for each record; a cell shows what stands at its column's place.
  private static func records(_ records: [Chain.Record]) -> [Document.Block] {
    var titles: [String] = []
    for citation in records.flatMap(\.citations) where !titles.contains(citation.title) {
      titles.append(citation.title)
    }
    guard !titles.isEmpty else { return [] }
    let places = titles.compactMap { title in
      records.lazy.flatMap(\.citations).first { $0.title == title }.map {
        "\(title) #\($0.pointer)"
      }
    }
    return [
      .table(
        Table(
          [.init("record"), .init("its SHA-256")]
            + titles.map { .init($0, wraps: $0.contains(" ")) },
          rows: records.map { record in
            [Line(record.file), Line(record.digest.map(shortened) ?? "–", .quiet)]
              + titles.map { title in
                let cited = record.citations.first { $0.title == title }
                return Line(cited.map { shortened($0.printed) } ?? "–")
              }
          })),
      .note(
        Line(
          "Digests by their first 8 digits. Places in each record: \(places.joined(separator: "; "))."
        )),
    ]
  }

  private static func blocks(_ machine: Chain.Machine) -> [Document.Block] {
    let records = [("trials", machine.trials), ("sessions", machine.sessions)]
      .filter { !$0.1.isEmpty }.map { "\($0.0) \(Ranges.text($0.1))" }
    return bullets(machine.citations)
      + [
        .paragraph(Line("The same machine and build: \(records.joined(separator: ", ")).", .quiet))
      ]
  }

  /// A digest by its first 8 digits; anything else whole.
  private static func shortened(_ text: String) -> String {
    text.count == 64 && text.allSatisfy(\.isHexDigit) ? "\(text.prefix(8))" : text
  }

  private static func provenance(_ chain: Chain) -> String {
    let run = chain.run
    let digests = run.digests.sorted { $0.key < $1.key }
      .map { "\($0.key) \(shortened($0.value))" }.joined(separator: ", ")
    let listed = digests.isEmpty ? "" : " SHA-256 by the run's list: \(digests)."
    return "From the run of '\(run.profile)' on \(run.workload), effort \(run.effort.rawValue),"
      + " seed \(run.seed).\(listed) What follows a # is a JSON pointer into the file; 'assay"
      + " verify' checks the files."
  }
}

/// Ascending numbers in few words.
enum Ranges {
  /// Such as `1–6, 9`.
  static func text(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { run in
      run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)–\(run.upperBound)"
    }.joined(separator: ", ")
  }
}
