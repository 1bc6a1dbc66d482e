#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The C library's elementary functions under one roof, so that pure code needs no platform import.
extension Double {
  package static func log(_ x: Double) -> Double { _log(x) }
  package static func log1p(_ x: Double) -> Double { _log1p(x) }
  package static func exp(_ x: Double) -> Double { _exp(x) }
  package static func expm1(_ x: Double) -> Double { _expm1(x) }
  package static func pow(_ x: Double, _ y: Double) -> Double { _pow(x, y) }
  package static func sin(_ x: Double) -> Double { _sin(x) }
  package static func cos(_ x: Double) -> Double { _cos(x) }
  package static func tanh(_ x: Double) -> Double { _tanh(x) }
  package static func erfc(_ x: Double) -> Double { _erfc(x) }

  /// The logistic function 1 / (1 + e^−x), without overflow for any x.
  package static func logistic(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + _exp(-x)) }
    let e = _exp(x)
    return e / (1 + e)
  }
}

private func _log(_ x: Double) -> Double { log(x) }
private func _log1p(_ x: Double) -> Double { log1p(x) }
private func _exp(_ x: Double) -> Double { exp(x) }
private func _expm1(_ x: Double) -> Double { expm1(x) }
private func _pow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
private func _sin(_ x: Double) -> Double { sin(x) }
private func _cos(_ x: Double) -> Double { cos(x) }
private func _tanh(_ x: Double) -> Double { tanh(x) }
private func _erfc(_ x: Double) -> Double { erfc(x) }
