import Foundation
import RecordSchemas
import Records
import Schema
import Testing

/// The JSON of a record as a run directory holds it.
private func json(_ record: some Encodable) throws -> Any {
  try JSONSerialization.jsonObject(with: RecordCoding.encode(record))
}

/// Records with only what they cannot do without.
private let bareRecords: [any Encodable & Sendable] = [
  Plan(
    workload: WorkloadReference(name: "credit-risk"), effort: .quick, seed: 0, sizes: [],
    repetitions: 0, folds: 0, testItems: 0, trials: [], sessions: []),
  TrialRecord(specification: Samples.trial, provenance: Samples.provenance),
  SessionRecord(
    specification: Samples.session(.offline), provenance: Samples.provenance),
]

@Suite(
  "The JSON Schemas of the records",
  .enabled(if: Validator.isInstalled, "python3 with jsonschema is not installed"))
struct RecordSchemasTests {
  @Test("accept what is written, and know every key of it")
  func whole() throws {
    let records: [any Encodable & Sendable] = [
      Samples.plan, Samples.trialRecord, Samples.sessionRecord, Samples.evidence,
    ]
    let instances = try (records + bareRecords).map { try json($0) }
    #expect(
      try Validator.conform(instances, to: RecordSchemas.record, isStrict: true)
        == instances.map { _ in true })
    #expect(
      try Validator.conform(
        [json(Samples.decision)], to: RecordSchemas.decision, isStrict: true) == [true])
    #expect(
      try Validator.conform(
        Samples.items.map(json), to: RecordSchemas.record, definition: "ItemRecord", isStrict: true)
        == [true, true])
  }

  @Test("refuse another version of a form")
  func versions() throws {
    var plan = Samples.plan
    plan.schema = "assay/plan/2"
    #expect(try Validator.conform([json(plan)], to: RecordSchemas.record) == [false])
    var decision = Samples.decision
    decision.schema = "assay/decision/2"
    #expect(try Validator.conform([json(decision)], to: RecordSchemas.decision) == [false])
  }

  @Test("refuse a damaged decision exactly where its decoding does")
  func damagedDecision() throws {
    try expectAgreement(Samples.decision, RecordSchemas.decision)
  }

  @Test("refuse a damaged plan exactly where its decoding does")
  func damagedPlan() throws {
    try expectAgreement(Samples.plan, RecordSchemas.record)
  }

  @Test("refuse a damaged trial exactly where its decoding does")
  func damagedTrial() throws {
    try expectAgreement(Samples.trialRecord, RecordSchemas.record)
  }

  @Test("refuse a damaged session exactly where its decoding does")
  func damagedSession() throws {
    try expectAgreement(Samples.sessionRecord, RecordSchemas.record)
  }

  @Test("refuse damaged evidence exactly where its decoding does")
  func damagedEvidence() throws {
    try expectAgreement(Samples.evidence, RecordSchemas.record)
  }

  @Test("refuse a damaged answer exactly where its decoding does")
  func damagedItem() throws {
    try expectAgreement(Samples.items[0], RecordSchemas.record, definition: "ItemRecord")
  }

  /// Holds the schema's answer to every damage of a record against that of `JSONDecoder`.
  private func expectAgreement<Record: Codable>(
    _ record: Record, _ schema: JSONValue, definition: String? = nil
  ) throws {
    let damaged = Damage.all(try json(record)).filter { $0 is [String: Any] }
    let decoded = try damaged.map { value in
      let data = try JSONSerialization.data(withJSONObject: value)
      return (try? JSONDecoder().decode(Record.self, from: data)) != nil
    }
    let valid = try Validator.conform(damaged, to: schema, definition: definition)
    #expect(decoded.contains(false))
    let differing = zip(damaged, zip(decoded, valid)).filter { $0.1.0 != $0.1.1 }.map(\.0)
    #expect(differing.isEmpty, "\(differing.first.map { "\($0)" } ?? "")")
  }
}
