package import Figures

/// What changed from one run, or baseline, to another.
package struct RunDiff: Codable, Sendable, Equatable {
  package static let schema = "assay/diff/1"

  package var schema = RunDiff.schema
  /// The paths that were compared.
  package var before: String
  package var after: String
  /// What of profile, plan and machine differs, one sentence each.
  package var conditions: [String]
  package var decision: DecisionChange
  /// The families of figures, the time-free one first.
  package var families: [Family]

  package init(
    before: String, after: String, conditions: [String], decision: DecisionChange,
    families: [Family]
  ) {
    self.before = before
    self.after = after
    self.conditions = conditions
    self.decision = decision
    self.families = families
  }

  /// The decision then and now.
  package struct DecisionChange: Codable, Sendable, Equatable {
    package var before: KeptDecision
    package var after: KeptDecision

    package init(before: KeptDecision, after: KeptDecision) {
      self.before = before
      self.after = after
    }
  }

  /// Figures whose significance is judged together.
  package struct Family: Codable, Sendable, Equatable {
    package var name: String
    package var nature: KeptFigure.Nature
    package var rows: [Row]

    package init(name: String, nature: KeptFigure.Nature, rows: [Row]) {
      self.name = name
      self.nature = nature
      self.rows = rows
    }
  }

  /// One figure of one architecture.
  package struct Row: Codable, Sendable, Equatable {
    /// What the later run is, compared with the earlier one.
    package enum Verdict: String, Codable, Sendable, CaseIterable {
      /// Equal to the last bit, repetition by repetition.
      case identical
      case better
      case worse
      /// The whole interval lies inside the indifference margin.
      case equivalent
      case inconclusive
      /// Nothing can be said; the remark says why.
      case incomparable
    }

    package var figure: String
    package var title: String
    package var architecture: Architecture
    package var unit: Unit
    package var scale: Contrast.Scale
    package var before: Double?
    package var after: Double?
    /// After less before, or after over before.
    package var change: Estimate?
    package var verdict: Verdict
    /// The two-sided p value, adjusted for the family's number of figures (Holm).
    package var adjustedP: Double?
    package var remark: String?

    package init(
      figure: String, title: String, architecture: Architecture, unit: Unit,
      scale: Contrast.Scale, before: Double?, after: Double?, change: Estimate? = nil,
      verdict: Verdict, adjustedP: Double? = nil, remark: String? = nil
    ) {
      self.figure = figure
      self.title = title
      self.architecture = architecture
      self.unit = unit
      self.scale = scale
      self.before = before
      self.after = after
      self.change = change
      self.verdict = verdict
      self.adjustedP = adjustedP
      self.remark = remark
    }
  }
}
