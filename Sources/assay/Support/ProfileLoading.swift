#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import ArgumentParser
import Deciding
import Measuring
import ModelFiles
import Planning
import Profiles
import Records
import StrictYAML
import Trials
import WorkloadKit

/// A profile with everything that the commands need beside it.
struct LoadedProfile {
  var profile: Profile
  let text: Data
  let descriptor: WorkloadDescriptor

  /// Reads a profile, and says its warnings on standard error.
  ///
  /// - Throws: `ProfileProblems` with all problems of the file.
  init(path: String) throws {
    let reader = ProfileReader(workloads: Catalogue.descriptors)
    let absolute = URL(filePath: path).absoluteURL.path
    let (profile, warnings) = try reader.read(path: path)
    for warning in warnings { StandardError.write(Terminal.inert(warning.description) + "\n") }
    guard let descriptor = Catalogue.descriptor(named: profile.workload.name),
      let text = FileManager.default.contents(atPath: absolute)
    else {
      throw RecordError(
        path: path, problem: "cannot be read again", remedy: "leave it alone while assay runs")
    }
    self.profile = profile
    self.text = text
    self.descriptor = descriptor
    if let data = profile.workload.data {
      self.profile.workload.data?.digest = try? Digest.sha256(ofFile: data.path)
    }
  }

  /// The plan of an effort; opens the data.
  func plan(effort: Effort, seed: UInt64, keepsCases: Bool = false) throws -> Plan {
    let corpus = try Catalogue.open(profile.workload, seed: seed).summary
    var plan = try Planner.plan(
      profile, corpus: corpus, effort: effort, seed: seed, keepsCases: keepsCases)
    plan.profile = ProfileDigests(
      given: Digest.sha256(text), understood: Digest.sha256(try RecordCoding.encode(profile)))
    return plan
  }
}

/// The catalogue of regimes as the decision reads it.
let regimeDemands = RegimeDemand.catalogue

extension Effort: ExpressibleByArgument {}
