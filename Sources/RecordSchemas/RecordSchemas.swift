import Records
package import Schema

/// The published JSON Schemas of what a run leaves on disk.
package enum RecordSchemas {
  /// The schema of `decision.json`.
  package static var decision: JSONValue {
    get throws(CodableSchemaError) {
      let schema = CodableSchema(descriptions)
      let root = try schema.schema(of: Decision.self)
      return schema.document(id: "urn:assay:decision:1", title: "decision.json", roots: [root])
    }
  }

  /// The schema of the other records: any of them at the root, told apart by their key `schema`.
  ///
  /// A line of an item file has no such key; its form is the definition `ItemRecord`.
  package static var record: JSONValue {
    get throws(CodableSchemaError) {
      let schema = CodableSchema(descriptions)
      let roots = [
        try schema.schema(of: Plan.self), try schema.schema(of: TrialRecord.self),
        try schema.schema(of: SessionRecord.self), try schema.schema(of: Evidence.self),
      ]
      _ = try schema.schema(of: ItemRecord.self)
      return schema.document(
        id: "urn:assay:record:1",
        title: "plan.json, trials/*.json, sessions/*.json and evidence.json",
        comment: "A line of trials/*.items.jsonl is #/$defs/ItemRecord.", roots: roots)
    }
  }

  /// What the records' decoding does not tell: the versions of their forms, and payloads.
  static var descriptions: TypeDescriptions {
    var descriptions = TypeDescriptions()
    descriptions.fix("schema", of: Decision.self, to: .text(Decision.schema))
    descriptions.fix("schema", of: Plan.self, to: .text(Plan.schema))
    descriptions.fix("schema", of: TrialRecord.self, to: .text(TrialRecord.schema))
    descriptions.fix("schema", of: SessionRecord.self, to: .text(SessionRecord.schema))
    descriptions.fix("schema", of: Evidence.self, to: .text(Evidence.schema))
    descriptions.describe(Scenario.self, first: .singleStream) { scenario in
      switch scenario {
      case .singleStream: .server(rate: 1)
      case .server: .offline
      case .offline: nil
      }
    }
    descriptions.describe(Variation.self, first: .option(name: "", value: 0)) { variation in
      switch variation {
      case .option: .site(0, of: 2)
      case .site: .learned(stages: [])
      case .learned: .oracle(stage: "", refitted: false)
      case .oracle: .unregularised
      case .unregularised: nil
      }
    }
    return descriptions
  }
}
