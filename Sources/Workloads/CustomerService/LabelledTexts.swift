import Records
import Tables
import WorkloadKit

/// The user's requests: a table of texts and the intents that people gave them.
struct LabelledTexts: Sendable {
  let items: [ServiceItem]
  let rows: RowDivision

  /// Reads the file and gives every named column its role.
  ///
  /// - Throws: `WorkloadError` with file and line for a file that is not a table, a column that is
  ///   not there, a text without a word, or an intent that is empty.
  init(_ source: DataSource) throws(WorkloadError) {
    let table = try RoleTable(source)
    let texts = try table.only(.input, example: "the one that the customer wrote")
    let intents = try table.only(.label, example: "the intent that people gave the text")
    var items: [ServiceItem] = []
    for (row, text) in texts.enumerated() {
      let request = ServiceRequest(text: text)
      do throws(WorkloadError) {
        try request.check()
      } catch {
        throw table.error(error.problem, row: row, remedy: error.remedy)
      }
      items.append(
        ServiceItem(
          id: "line-\(table.table.lines[row])", input: request,
          outcome: ServiceAction(intent: intents[row], step: "", arguments: [:])))
    }
    self.items = items
    let names = Set(intents).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    rows = try RowDivision(table, classes: intents.map { numbers[$0, default: 0] })
  }

  var summary: CorpusSummary {
    let intents = Set(items.map(\.outcome.intent)).count
    return CorpusSummary(
      examples: items.count, available: rows.available, split: rows.splitRule,
      remarks: [
        "\(items.count) texts of \(intents) intents; slots and actions are not known"
      ] + rows.remarks)
  }

  func division(_ specification: TrialSpecification, seed: UInt64) -> Division<ServiceItem> {
    let (training, test) = rows.rows(specification, seed: seed)
    return Division(training: training.map { items[$0] }, test: test.map { items[$0] })
  }
}
