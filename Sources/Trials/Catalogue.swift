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
  /// - Throws: `WorkloadError` for an unknown name, data that the workload cannot read, and data that
  ///   have changed since their digest was taken.
  package static func open(
    _ reference: WorkloadReference, seed: UInt64,
    among workloads: [any Workload.Type] = workloads
  ) throws(WorkloadError) -> any Workload {
    try checkData(of: reference, among: workloads)
    return try named(reference.name, among: workloads).init(reference, seed: seed)
  }

  /// Checks that the user's data are those that a run was planned on.
  ///
  /// - Throws: `WorkloadError` for an unknown name, a file that cannot be read, and data that have changed
  ///   since their digest was taken.
  package static func checkData(
    of reference: WorkloadReference, among workloads: [any Workload.Type] = workloads
  ) throws(WorkloadError) {
    guard let data = reference.data, let planned = data.digest else { return }
    guard try named(reference.name, among: workloads).digest(of: data) == planned else {
      throw WorkloadError(
        "the data have changed since the run was planned", at: data.path,
        remedy: "restore the file, and those that it names, or start a new run")
    }
  }

  /// The digest of the user's data, as the workload of that name reads them.
  ///
  /// - Throws: `WorkloadError` for an unknown name, or a file that cannot be read.
  package static func digest(
    of data: DataSource, of workload: String
  ) throws(WorkloadError) -> String {
    try named(workload, among: workloads).digest(of: data)
  }

  /// The workload of a name.
  ///
  /// - Throws: `WorkloadError` for an unknown name.
  static func named(
    _ name: String, among workloads: [any Workload.Type]
  ) throws(WorkloadError) -> any Workload.Type {
    if let workload = workloads.first(where: { $0.descriptor.name == name }) { return workload }
    throw WorkloadError(
      "there is no workload '\(name)'",
      remedy: "name one of: " + workloads.map { $0.descriptor.name }.joined(separator: ", "))
  }
}
