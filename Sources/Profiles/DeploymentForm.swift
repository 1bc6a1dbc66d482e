import Figures
import Records
import Schema

/// The declaration of the profile's section `deployment`.
enum DeploymentForm {
  static var deployment: Shape<Profile.DeploymentSection> {
    .object(
      "a mapping",
      .required(
        "parameters", parameters, "The parameters of each architecture that declares a number.")
    ) { _, parameters in Profile.DeploymentSection(parameters: parameters) }
  }

  private static var parameters: Shape<[Architecture: Int]> {
    .object(
      "a mapping",
      .optional(
        Architecture.endToEnd.rawValue, .count(from: 1, example: "120M"),
        "The parameters of the end-to-end network; the trained one is served where it is missing."),
      .optional(
        Architecture.hybrid.rawValue, .count(from: 1, example: "40M"),
        "The parameters of the hybrid; the trained one is served where it is missing."),
      rules: [.init("minProperties", .literal("1"))]
    ) { place, endToEnd, hybrid in
      var parameters: [Architecture: Int] = [:]
      parameters[.endToEnd] = endToEnd
      parameters[.hybrid] = hybrid
      guard !parameters.isEmpty else {
        place.refuse(
          "declares no size",
          remedy: "write `end-to-end: 120M`, `hybrid: 40M` or both, or remove the section")
        return nil
      }
      return parameters
    }
  }

  /// Whether the workload builds every declared size.
  static func isBuilt(
    _ deployment: Profile.DeploymentSection?, by reference: WorkloadReference,
    among workloads: [WorkloadDescriptor], _ place: Place
  ) -> Bool {
    guard let deployment,
      let workload = workloads.first(where: { $0.name == reference.name })
    else { return true }
    var isBuilt = true
    for (architecture, count) in deployment.parameters.sorted(by: { $0.key < $1.key }) {
      guard let range = workload.costs[architecture]?.declared?.parameters else {
        place.refuse(
          key: "deployment",
          "declares a size of \(architecture.rawValue), which \(workload.name) builds at its own"
            + " size only", remedy: "remove `\(architecture.rawValue)`")
        isBuilt = false
        continue
      }
      guard !range.contains(count) else { continue }
      place.refuse(
        key: "deployment",
        "declares \(Format.parameters(count)) parameters of \(architecture.rawValue)",
        remedy: "\(workload.name) builds \(Format.parameters(range.lowerBound)) to"
          + " \(Format.parameters(range.upperBound)) of them")
      isBuilt = false
    }
    return isBuilt
  }
}
