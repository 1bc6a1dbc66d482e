import CKernels

/// The loops over elements, of which each class of processor has a version of its own.
package enum Kernels {
  /// The version that this processor runs, as in `x86-64-v4`, for the record of a run.
  ///
  /// The matrix products of `x86-64-v3` and `x86-64-v4` give the same bits.
  package static var name: String { unsafe String(cString: assay_kernel_name()) }

  /// All versions that this build has.
  package static var versions: [String] {
    #if arch(x86_64) && canImport(Glibc)
      ["x86-64", "x86-64-v3", "x86-64-v4"]
    #else
      [name]
    #endif
  }

  /// The classes of processor that matrix products have tiles for.
  package enum Class: String, Sendable, CaseIterable {
    case baseline
    case v3 = "x86-64-v3"
    case v4 = "x86-64-v4"

    /// Whether this processor is of the class.
    package var isSupported: Bool { assay_has_class(kernel) != 0 }

    var kernel: assay_class {
      switch self {
      case .baseline: assay_class_baseline
      case .v3: assay_class_v3
      case .v4: assay_class_v4
      }
    }
  }
}
