import ModelFiles
package import WorkloadKit

/// The fifth stage: what is done, by the written table.
package struct Policy: Stage, StoredStage {
  static let name = HybridStage.policy

  let table: PolicyTable

  init(table: PolicyTable) { self.table = table }

  package var parameters: Int { table.exceptions.count }

  package func run(_ request: UnderstoodRequest) throws(WorkloadError) -> DecidedRequest {
    var arguments: [SlotType: String] = [:]
    for slot in request.slots { arguments[slot.type] = slot.value }
    return DecidedRequest(
      action: table.action(intent: request.intent, arguments: arguments),
      outOfScope: request.outOfScope, adverseScore: request.adverseScore)
  }

  func store(in file: inout ModelFile) { file.write(table, as: Self.name.rawValue) }

  init(from file: ModelFile) throws {
    table = try file.read(PolicyTable.self, Self.name.rawValue)
  }
}

/// The last stage: what the customer reads.
package struct Reply: Stage, StoredStage {
  static let name = HybridStage.reply

  init() {}

  package var parameters: Int { 0 }

  package func run(_ request: DecidedRequest) throws(WorkloadError) -> ServiceAnswer {
    ServiceAnswer(
      action: request.action, outOfScope: request.outOfScope, adverseScore: request.adverseScore,
      reply: Replies.reply(to: request.action))
  }

  func store(in file: inout ModelFile) { file.write([String](), as: Self.name.rawValue) }

  init(from file: ModelFile) throws {
    _ = try file.read([String].self, Self.name.rawValue)
  }
}
