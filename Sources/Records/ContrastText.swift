package import Figures

extension Contrast {
  /// End-to-end against hybrid with the interval, such as `+0.012 [+0.004, +0.020]` or `1.83 × [1.70, 1.97]`.
  package func text(_ unit: Unit) -> String {
    switch scale {
    case .difference: Format.difference(estimate, unit)
    case .ratio: Format.ratio(estimate)
    }
  }
}
