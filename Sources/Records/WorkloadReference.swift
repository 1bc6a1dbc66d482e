/// Which workload a run is about: its name, the knobs of its corpus, and the user's data if there are any.
package struct WorkloadReference: Codable, Sendable, Equatable {
  package var name: String
  /// Knobs of the embedded corpus by name, such as `knowledge`.
  package var options: [String: Double]
  /// The user's own data; nil for the embedded corpus.
  package var data: DataSource?

  package init(name: String, options: [String: Double] = [:], data: DataSource? = nil) {
    self.name = name
    self.options = options
    self.data = data
  }
}

/// A table of the user's, with a role for each column.
package struct DataSource: Codable, Sendable, Equatable {
  /// The absolute path of the file.
  package var path: String
  /// The columns that the profile names; columns without a role are left out of the run.
  package var columns: [Column]
  /// SHA-256 of the data when the run was planned, of the file and what its rows name: a run never
  /// mixes two versions of its data.
  package var digest: String?

  package init(path: String, columns: [Column], digest: String? = nil) {
    self.path = path
    self.columns = columns
    self.digest = digest
  }
}

/// One column of the user's table.
package struct Column: Codable, Sendable, Equatable {
  /// What a column is to the run.
  package enum Role: String, Codable, Sendable, CaseIterable {
    case input
    case label
    /// Never an input; serves the disparate-impact figure only.
    case protected
    /// Rows of one group never stand on both sides of a split.
    case group
    /// Later rows are tested, earlier ones trained on.
    case time
    /// The file's own split: `train` or `test`.
    case split
  }

  /// How an input column is read.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case number
    case category
    /// Words as a person writes them.
    case text
    /// The path of a WAV file, relative to the folder of the table.
    case audio
  }

  package var name: String
  package var role: Role
  /// Inputs only: nil lets the workload decide, from the values where it takes more than one kind.
  package var kind: Kind?
  /// Inputs only: the field's meaning to the hybrid's feature stage, such as `income`; nil for none.
  package var meaning: String?
  /// Inputs only: the name of the time series that the column is one step of; steps in file order.
  package var series: String?
  /// Labels of an event only: the value that counts as positive, such as the default of a loan.
  package var positive: String?

  package init(
    name: String, role: Role, kind: Kind? = nil, meaning: String? = nil, series: String? = nil,
    positive: String? = nil
  ) {
    self.name = name
    self.role = role
    self.kind = kind
    self.meaning = meaning
    self.series = series
    self.positive = positive
  }
}
