private import CKernels

/// The loops over elements, of which each class of processor has a version of its own.
package enum Kernels {
  /// The version that this processor runs, as in `x86-64-v4`, for the record of a run.
  ///
  /// The matrix products of `x86-64-v3` and `x86-64-v4` give the same bits.
  package static var name: String { unsafe String(cString: assay_kernel_name()) }
}
