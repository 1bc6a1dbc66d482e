import Figures
import Records

/// What each stage of a staged candidate takes of an answer, and what it holds.
enum StageBlocks {
  static func title(_ architecture: Architecture) -> String {
    "Stages of the \(architecture.rawValue)"
  }

  /// The table of an architecture that has several stages; empty of another.
  static func brief(
    _ timed: Evidence.Timed, _ architecture: Architecture
  ) -> [Document.Block] {
    let stages = (timed.stages ?? []).filter { $0.architecture == architecture }
    return stages.count > 1 ? [.table(table(stages)), .note(Line(short))] : []
  }

  /// The tables of all architectures that have several stages, with how they were measured.
  static func whole(_ timed: Evidence.Timed) -> [Document.Block] {
    Architecture.allCases.flatMap { architecture -> [Document.Block] in
      let stages = (timed.stages ?? []).filter { $0.architecture == architecture }
      guard stages.count > 1 else { return [] }
      return [
        .heading(level: 3, title(architecture)), .table(table(stages)), .note(Line(note)),
      ]
    }
  }

  private static func table(_ stages: [StageEvidence]) -> Table {
    var rows = stages.map { stage in
      [
        Line(stage.stage), Line(Format.count(stage.parameters)),
        stage.bytes.map { Line(Format.value(Double($0), .bytes)) } ?? Line("–", .quiet),
        Words.estimate(stage.seconds, .seconds), Line(Format.percent(stage.share)),
      ]
    }
    let bytes = stages.compactMap(\.bytes)
    // Shares of one sum: what their own sum lacks to 1 is rounding.
    let share = (stages.reduce(0) { $0 + $1.share } * 1e9).rounded() / 1e9
    rows.append([
      Line("all stages", .quiet),
      Line(Format.count(stages.reduce(0) { $0 + $1.parameters }), .quiet),
      bytes.count == stages.count
        ? Line(Format.value(Double(bytes.reduce(0, +)), .bytes), .quiet) : Line("–", .quiet),
      Line(Format.value(stages.reduce(0) { $0 + $1.seconds.value }, .seconds), .quiet),
      Line(Format.percent(share), .quiet),
    ])
    return Table(
      [
        .init("stage"), .init("parameters", .right), .init("in the model file", .right),
        .init("median time of an answer", .right), .init("share", .right),
      ], rows: rows)
  }

  private static let short =
    "Medians over sessions, the reading of the clock taken off. Resident memory cannot be told apart by"
    + " stage at this size."

  private static let note =
    "Measured in the serving process by a reading of the clock after each stage, of which the cost is"
    + " taken off; medians over the queries of a session, their geometric mean and interval over"
    + " sessions. The sum of medians is not the median of the whole. Resident memory cannot be told"
    + " apart by stage at this size: what a stage holds is given as bytes of its parameters in the"
    + " model file, and the memory of the whole process stands above."
}
