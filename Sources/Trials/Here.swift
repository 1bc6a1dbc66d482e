#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
internal import Measuring
package import Records
internal import Tensors

extension Provenance {
  /// This process, on this machine, now.
  package static func here() -> Provenance {
    let machine = Machine.describe()
    return Provenance(
      version: Provenance.version, processor: machine.processor, cores: machine.cores,
      system: machine.system, blas: Backend.blasName, kernels: Backend.kernelName,
      started: Date.now.formatted(.iso8601))
  }
}
