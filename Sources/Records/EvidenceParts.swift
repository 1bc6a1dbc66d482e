/// What one session or repetition gave of a figure: the values that its estimate is made of.
package struct Replicate: Codable, Sendable, Equatable {
  /// The number of the session or the repetition.
  package var unit: Int
  /// In the figure's own unit.
  package var value: Double
  /// A time over that of the reference loop in the same session, a rate times it; nil for all else.
  ///
  /// What a machine's speed does to both cancels, so multiples of two runs can be held against each
  /// other where times cannot.
  package var multiple: Double?

  package init(unit: Int, value: Double, multiple: Double? = nil) {
    self.unit = unit
    self.value = value
    self.multiple = multiple
  }
}

/// The latencies of one architecture in the profile's scenario, all sessions pooled, as quantiles.
package struct LatencyDistribution: Codable, Sendable, Equatable {
  /// One quantile.
  package struct Point: Codable, Sendable, Equatable {
    /// In 0…1.
    package var share: Double
    package var seconds: Double

    package init(share: Double, seconds: Double) {
      self.share = share
      self.seconds = seconds
    }
  }

  package var architecture: Architecture
  package var queries: Int
  /// Ascending by share.
  package var points: [Point]

  package init(architecture: Architecture, queries: Int, points: [Point]) {
    self.architecture = architecture
    self.queries = queries
    self.points = points
  }
}

/// One decision and why an architecture made it: kept of embedded corpora, or where it was asked for.
package struct ExplainedCase: Codable, Sendable, Equatable {
  /// A reason and the inputs that it names, with their values in words.
  package struct Reason: Codable, Sendable, Equatable {
    package var text: String
    /// Such as `income 2,100`; protected columns are no inputs and never stand here.
    package var inputs: [String]
    /// On the scale of the method; larger speaks more for the decision.
    package var weight: Double

    package init(text: String, inputs: [String], weight: Double) {
      self.text = text
      self.inputs = inputs
      self.weight = weight
    }
  }

  /// The id of the item.
  package var item: String
  /// The answer in words, such as `refused, default probability 0.31`.
  package var answer: String
  /// How the reasons were named, such as `reason codes` or `KernelSHAP`.
  package var method: String
  /// The weightiest first.
  package var reasons: [Reason]

  package init(item: String, answer: String, method: String, reasons: [Reason]) {
    self.item = item
    self.answer = answer
    self.method = method
    self.reasons = reasons
  }
}

/// Who ranks first at one point of the triangle of weights.
package struct WeightPoint: Codable, Sendable, Equatable {
  /// The weights of the three dimensions; they sum to one.
  package var weights: [Dimension: Double]
  /// The share of draws in which end-to-end ranks first, the weights held fixed.
  package var endToEndFirst: Double

  package init(weights: [Dimension: Double], endToEndFirst: Double) {
    self.weights = weights
    self.endToEndFirst = endToEndFirst
  }
}
