extension Scorecard {
  /// What an applicant's points on a characteristic are held against.
  package enum Reference: Codable, Sendable, Equatable {
    /// The mean points of all items fitted on, a method that Regulation B's commentary names.
    case average
    /// The best attribute's points, common in the field.
    case maximum
    /// The points of an attribute that weighs 0: the base rate.
    case neutral
    /// Points of the caller's choice, one a line, such as the means over those just above the
    /// passing score, the commentary's other method.
    case points([Double])
  }

  /// One principal reason for an adverse answer.
  package struct Reason: Codable, Sendable, Equatable {
    package let characteristic: String
    /// Where the characteristic's value stands in an applicant's values.
    package let position: Int
    /// The applicant's attribute.
    package let attribute: String
    package let points: Double
    package let reference: Double

    /// The points below the reference; positive.
    package var lost: Double { reference - points }
  }

  /// The characteristics on which the applicant falls short of the reference, largest loss first.
  ///
  /// Regulation B, 12 CFR 1002.9(b)(2), commentary 9(b)(2)-5: the factors for which the score fell
  /// furthest below the average. A creditor discloses the first few, as a rule no more than four
  /// (commentary 9(b)(2)-1). Equal losses stand in the card's order. `values` is as for
  /// ``score(_:)``.
  package func reasons(
    for values: [CharacteristicValue], reference: Reference = .average
  ) -> [Reason] {
    if case .points(let given) = reference {
      precondition(given.count == lines.count, "reference points are one a line of the card")
    }
    let shortfalls = lines.enumerated().map { index, line in
      let attribute = line.characteristic.attributeIndex(of: values[line.position])
      return Reason(
        characteristic: line.characteristic.name, position: line.position,
        attribute: line.characteristic.words(ofAttribute: attribute),
        points: line.points[attribute],
        reference: referencePoints(of: line, at: index, reference))
    }
    return shortfalls.enumerated().filter { $0.element.lost > 0 }
      .sorted { ($1.element.lost, $0.offset) < ($0.element.lost, $1.offset) }
      .map(\.element)
  }

  private func referencePoints(of line: Line, at index: Int, _ reference: Reference) -> Double {
    switch reference {
    case .average: line.averagePoints
    case .maximum: bestPoints(of: line)
    case .neutral: (scale.offset - scale.factor * intercept) / Double(lines.count)
    case .points(let given): given[index]
    }
  }

  /// The most points of an attribute that someone had: no one can reach an empty one.
  private func bestPoints(of line: Line) -> Double {
    zip(line.points, line.characteristic.attributes).filter { $1.count > 0 }.map(\.0).max() ?? 0
  }
}
