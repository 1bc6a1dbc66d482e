private import CKernels

#if canImport(Accelerate)
  private import Accelerate
#else
  private import CBLAS
#endif

/// What computes: the BLAS and the clone of the kernels, named for the record of a run.
package enum Backend {
  /// Names the BLAS with its version, and the processor core whose kernels it chose, as in
  /// `OpenBLAS 0.3.21 Zen`.
  package static var blasName: String {
    #if canImport(Accelerate)
      return "Accelerate"
    #else
      _ = oneThread
      // The configuration starts with name and version; what follows are options of the build.
      let words = unsafe String(cString: openblas_get_config()).split(separator: " ").prefix(2)
      let core = unsafe String(cString: openblas_get_corename())
      return words.joined(separator: " ") + " " + core
    #endif
  }

  /// Names the clone of the elementwise kernels that the loader chose, as in `x86-64-v3`.
  package static var kernelName: String { unsafe String(cString: assay_kernel_name()) }

  /// Prepares the process for training, where each step frees what the next one allocates.
  ///
  /// Returning that memory to the system and taking it back costs a third of a small network's step.
  package static func prepareForTraining() { _ = freedMemoryIsKept }

  private static let freedMemoryIsKept: Void = assay_keep_freed_memory()

  // One thread: a product split over several adds up in another order.
  private static let oneThread: Void = {
    #if !canImport(Accelerate)
      openblas_set_num_threads(1)
    #endif
  }()

  /// out[m, n] = a[m, k] · b[k, n], either operand stored transposed, onto what `out` holds if
  /// `accumulating`; row-major, one thread.
  static func multiply(
    _ a: UnsafePointer<Float>?, transposed aTransposed: Bool,
    _ b: UnsafePointer<Float>?, transposed bTransposed: Bool,
    into out: UnsafeMutablePointer<Float>, _ m: Int, _ k: Int, _ n: Int, accumulating: Bool
  ) {
    _ = oneThread
    if k == 0 {
      if !accumulating { unsafe out.update(repeating: 0, count: m * n) }
      return
    }
    unsafe cblas_sgemm(
      CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans,
      bTransposed ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), Int32(k), 1, a,
      Int32(aTransposed ? m : k), b, Int32(bTransposed ? k : n), accumulating ? 1 : 0, out,
      Int32(n))
  }
}
