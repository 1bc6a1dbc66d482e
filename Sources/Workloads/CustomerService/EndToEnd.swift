import ModelFiles
import Records
import WorkloadKit
enum EndToEnd {
  static func train(_ items: [ServiceItem], configurations: Int, seed: UInt64) throws -> Trained<ServiceRequest, ServiceAnswer> {
    throw WorkloadError("no", remedy: "no")
  }
  static func make(file: ModelFile) throws -> any Candidate<ServiceRequest, ServiceAnswer> { throw WorkloadError("no", remedy: "no") }
}
