#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Measuring
package import Records
import Tensors

extension Provenance {
  /// This process, on this machine, now.
  package static func here() -> Provenance {
    let machine = Machine.describe()
    return Provenance(
      version: Provenance.version, processor: machine.processor, cores: machine.cores,
      system: machine.system, kernels: Kernels.name,
      started: Date.now.formatted(.iso8601))
  }
}
