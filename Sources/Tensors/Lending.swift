/// Lends the memory of several tensors at once, each alive for as long as the body runs.
extension Tensor {
  static func reading<Outcome>(
    _ a: Tensor, _ b: Tensor, _ body: (Source, Source) -> Outcome
  ) -> Outcome {
    unsafe a.reading { a in unsafe b.reading { unsafe body(a, $0) } }
  }

  static func reading<Outcome>(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ body: (Source, Source, Source) -> Outcome
  ) -> Outcome {
    unsafe reading(a, b) { a, b in unsafe c.reading { unsafe body(a, b, $0) } }
  }

  static func reading<Outcome>(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ d: Tensor,
    _ body: (Source, Source, Source, Source) -> Outcome
  ) -> Outcome {
    unsafe reading(a, b) { a, b in unsafe reading(c, d) { unsafe body(a, b, $0, $1) } }
  }

  static func reading<Outcome>(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ d: Tensor, _ e: Tensor,
    _ body: (Source, Source, Source, Source, Source) -> Outcome
  ) -> Outcome {
    unsafe reading(a, b) { a, b in
      unsafe reading(c, d, e) { unsafe body(a, b, $0, $1, $2) }
    }
  }

  static func reading<Outcome>(
    _ a: Tensor, _ b: Tensor, _ c: Tensor, _ d: Tensor, _ e: Tensor, _ f: Tensor,
    _ body: (Source, Source, Source, Source, Source, Source) -> Outcome
  ) -> Outcome {
    unsafe reading(a, b, c) { a, b, c in
      unsafe reading(d, e, f) { unsafe body(a, b, c, $0, $1, $2) }
    }
  }

  /// Lends memory that was just taken, and that nobody reads yet, to be written.
  static func filling(_ a: Tensor, _ b: Tensor, _ body: (Sink, Sink) -> Void) {
    unsafe a.filling { a in unsafe b.filling { unsafe body(a, $0) } }
  }
}

typealias Source = UnsafePointer<Float>
typealias Sink = UnsafeMutablePointer<Float>
