import CreditRisk
import CustomerService
package import Records
import SpeechRecognition
package import WorkloadKit

/// The workloads that this build knows.
package enum Catalogue {
  /// All of them, in the order in which they are listed.
  package static let workloads: [any Workload.Type] = [
    CreditRisk.self, SpeechRecognition.self, CustomerService.self,
  ]

  package static var descriptors: [WorkloadDescriptor] { workloads.map { $0.descriptor } }

  /// The descriptor of a workload by name.
  package static func descriptor(named name: String) -> WorkloadDescriptor? {
    descriptors.first { $0.name == name }
  }

  /// Opens a workload on its data; `workloads` are others than the catalogue's in a worker for tests.
  ///
  /// - Throws: `WorkloadError` for an unknown name, or data that the workload cannot read.
  package static func open(
    _ reference: WorkloadReference, seed: UInt64,
    among workloads: [any Workload.Type] = workloads
  ) throws(WorkloadError) -> any Workload {
    guard let workload = workloads.first(where: { $0.descriptor.name == reference.name }) else {
      throw WorkloadError(
        "there is no workload '\(reference.name)'",
        remedy: "name one of: " + workloads.map { $0.descriptor.name }.joined(separator: ", "))
    }
    return try workload.init(reference, seed: seed)
  }
}
