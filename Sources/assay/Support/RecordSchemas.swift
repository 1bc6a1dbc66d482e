import Schema
enum RecordSchemas { static let decision: JSONValue = "x"; static let record: JSONValue = "x" }
