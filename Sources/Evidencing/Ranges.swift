import Figures
import Records

extension Evidence.TimeFree {
  /// The same evidence with every interval cut to what its figure can be.
  var withinRanges: Evidence.TimeFree {
    var copy = self
    copy.scores = scores.map(\.withinRange)
    copy.properties = properties.map(\.withinRange)
    let range = scores.first { $0.kind.id == headline }?.kind.range
    for index in copy.curve.indices {
      copy.curve[index].estimates = curve[index].estimates.mapValues { $0.within(range) }
    }
    for index in copy.explanations.indices {
      copy.explanations[index].necessity = explanations[index].necessity
        .mapValues { $0.within(FigureCatalogue.necessity.range) }
      copy.explanations[index].sufficiency = explanations[index].sufficiency
        .mapValues { $0.within(FigureCatalogue.sufficiency.range) }
    }
    return copy
  }
}

extension ComparedFigure {
  fileprivate var withinRange: ComparedFigure {
    var copy = self
    copy.estimates = estimates.mapValues { $0.within(kind.range) }
    return copy
  }
}
