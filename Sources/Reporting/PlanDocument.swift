import Figures
package import Records

/// What a run would do and cost.
package enum PlanDocument {
  /// The document.
  ///
  /// - Parameters:
  ///   - profileName: The profile's name.
  ///   - plan: What would be run.
  ///   - seconds: The expected time of the whole.
  ///   - jobs: Trials side by side.
  ///   - bytes: The expected size on disk.
  ///   - studySeconds: The expected time of each study's trials, side by side as well.
  /// - Returns: The document.
  package static func document(
    profileName: String, plan: Plan, seconds: Double, jobs: Int, bytes: Int,
    studySeconds: [String: Double] = [:]
  ) -> Document {
    var document = Document([
      .heading(level: 1, "\(profileName): the plan, effort \(plan.effort.rawValue)"),
      .table(table(plan)),
    ])
    document.blocks += studies(plan, studySeconds)
    document.blocks += [
      .paragraph(Line(sessions(plan) + declared(plan))),
      .paragraph(
        Line(
          """
          Expected: about \(Format.value(seconds, .seconds)) with \(jobs) trials side by side, and \
          \(Format.value(Double(bytes), .bytes)) on disk. Times were measured on another machine: \
          take them as an order of magnitude.
          """)),
    ]
    let remarks = plan.remarks + (plan.studies ?? []).flatMap(\.remarks)
    if !remarks.isEmpty {
      document.section("Remarks", [.bullets(remarks.map { Line($0) })])
    }
    return document
  }

  /// What is varied besides, and which trials repeat the main ones for it.
  private static func studies(_ plan: Plan, _ seconds: [String: Double]) -> [Document.Block] {
    guard let studies = plan.studies, !studies.isEmpty else { return [] }
    return [
      .paragraph("Then the studies, which repeat trials with one thing varied:"),
      .table(
        Table(
          [
            .init("study"), .init("examples", .right), .init("varied", wraps: true),
            .init("trials", .right), .init("expected", .right),
          ],
          rows: studies.map { study in
            let trials = plan.trials(of: study)
            return [
              Line(study.name), Line(Format.count(study.size)), Line(varied(trials)),
              Line(Format.count(trials.count)),
              Line(seconds[study.name].map { Format.value($0, .seconds) } ?? "–"),
            ]
          })),
    ]
  }

  private static func varied(_ trials: [TrialSpecification]) -> String {
    var labels: [String] = []
    for label in trials.compactMap(\.variation?.label) where !labels.contains(label) {
      labels.append(label)
    }
    return labels.joined(separator: "; ")
  }

  private static func table(_ plan: Plan) -> Table {
    Table(
      [
        .init("examples", .right), .init("repetitions", .right), .init("folds", .right),
        .init("trials", .right), .init("configurations each", .right),
      ],
      rows: plan.sizes.map { size in
        let trials = plan.mainTrials.filter { $0.size == size }
        return [
          Line(Format.count(size)), Line(Format.count(plan.repetitions)),
          Line(Format.count(plan.folds)), Line(Format.count(trials.count)),
          Line(Format.count(trials.first?.configurations ?? 0)),
        ]
      })
  }

  private static func sessions(_ plan: Plan) -> String {
    let trained = plan.sessions.filter { $0.declared == nil && $0.services == nil }
    guard let session = trained.first else { return "No sessions." }
    let load =
      switch session.scenario {
      case .server(let rate):
        ", \(session.queries) arriving at \(Format.significant(rate, digits: 3))/s"
      case .singleStream, .offline: ""
      }
    return """
      Then \(trained.count) sessions, one after the other and alone on the machine; in each, \
      each candidate answers \(session.singleStreamQueries) queries one by one\(load), and \
      \(session.offlineItems) at once.
      """
  }

  /// The sessions at production size.
  private static func declared(_ plan: Plan) -> String {
    let sessions = plan.sessions.filter { $0.declared != nil }
    guard let session = sessions.first, let declared = session.declared else { return "" }
    let sizes = declared.sorted { $0.key < $1.key }
      .map { "\($0.key.rawValue) \(Format.parameters($0.value))" }.joined(separator: ", ")
    return """
       Then \(sessions.count) more at production size with random weights (parameters: \(sizes)), \
      \(session.singleStreamQueries) queries one by one in each; these models take about \
      \(Format.value(4 * Double(declared.values.reduce(0, +)), .bytes)) of memory at once.
      """
  }
}
