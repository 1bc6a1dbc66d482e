#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif
package import Profiles
package import Records

/// Makes a run directory with everything that is fixed before the first trial.
package enum RunPreparation {
  /// Writes the profile as given, the profile as understood, and the plan.
  ///
  /// - Returns: The directory, and its lock, to be held while the run is carried out.
  /// - Throws: `RecordError` where the directory exists or cannot be written to.
  package static func create(
    _ directory: RunDirectory, profileText: Data, profile: Profile, plan: Plan
  ) throws -> RunLock {
    try directory.create()
    let lock = try RunLock(directory)
    directory.removeTemporaries()
    try directory.write(profileText, to: directory.profile)
    try directory.write(profile, to: directory.understoodProfile)
    // The plan comes last: a directory without one was never a run.
    try directory.write(plan, to: directory.plan)
    return lock
  }
}
