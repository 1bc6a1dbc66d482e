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
      // What cannot be read is said with its place when the workload opens it.
      self.profile.workload.data?.digest = try? Catalogue.digest(of: data, of: descriptor.name)
    }
  }

  /// Reads a profile that comes with the program.
  ///
  /// - Throws: `ProfileProblems` with all problems of the text.
  init(text: String, name: String) throws {
    let reader = ProfileReader(workloads: Catalogue.descriptors)
    profile = try reader.read(bytes: Array(text.utf8), file: name).profile
    guard let descriptor = Catalogue.descriptor(named: profile.workload.name) else {
      throw RecordError(
        path: name, problem: "names a workload that this build has not",
        remedy: "report this as a fault of assay")
    }
    self.text = Data(text.utf8)
    self.descriptor = descriptor
  }

  /// The plan of an effort; opens the data.
  ///
  /// `studies` takes the place of the profile's own choice: names separated by commas, `all` or `none`.
  func plan(
    effort: Effort, seed: UInt64, keepsCases: Bool = false, studies: String? = nil
  ) throws -> Plan {
    let corpus = try Catalogue.open(profile.workload, seed: seed).summary
    var plan = try Planner.plan(
      profile, corpus: corpus, effort: effort, seed: seed, keepsCases: keepsCases,
      descriptor: descriptor, studies: try studies.map(self.studies))
    plan.profile = ProfileDigests(
      given: Digest.sha256(text), understood: Digest.sha256(try RecordCoding.encode(profile)))
    return plan
  }

  /// The studies that an option names.
  ///
  /// - Throws: `ValidationError` for one that there is not, or that the project cannot have.
  private func studies(_ list: String) throws -> [String] {
    let ownData = profile.workload.data != nil
    let isScattered = profile.data.isScattered
    switch list {
    case StudyNames.none: return []
    case StudyNames.all:
      return StudyNames.possible(descriptor, ownData: ownData, isScattered: isScattered)
    default: break
    }
    var names: [String] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard StudyNames.known([descriptor]).contains(name) else {
        let known = StudyNames.known([descriptor]) + [StudyNames.all, StudyNames.none]
        throw ValidationError(
          "--studies names the unknown study '\(name)'; write some of \(known.joined(separator: ", "))."
        )
      }
      let obstacle = StudyNames.obstacle(
        to: name, descriptor, ownData: ownData, isScattered: isScattered)
      if let obstacle {
        throw ValidationError("--studies: \(obstacle.problem); \(obstacle.remedy).")
      }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension LoadedProfile {
  /// Refuses a declared size that this machine's memory does not hold, before anything runs.
  ///
  /// - Throws: `WorkloadError` with what it takes and what there is.
  func checkMemory() throws(WorkloadError) {
    guard let parameters = profile.deployment?.parameters else { return }
    do throws(MeasuringError) {
      try MemoryRoom.check(parameters: parameters, room: .total)
    } catch {
      throw WorkloadError(
        error.message, at: "deployment.parameters", remedy: error.remedy ?? "")
    }
  }
}

/// The catalogue of regimes as the decision reads it.
let regimeDemands = RegimeDemand.catalogue

extension Effort: ExpressibleByArgument {}
