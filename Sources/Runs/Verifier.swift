#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif
package import Deciding
import Evidencing
import ModelFiles
package import Records

/// Recomputes everything that follows from a run's records, and compares.
package enum Verifier {
  /// One thing that was recomputed.
  package struct Check: Codable, Sendable, Equatable {
    package let name: String
    /// What is wrong; nil where it agrees.
    package let problem: String?
  }

  /// Checks item files and models against their digests, then evidence, decision and decision record
  /// against the records.
  ///
  /// - Parameters:
  ///   - directory: The run.
  ///   - descriptor: The workload's own words and scores.
  ///   - regimes: The catalogue of regimes.
  ///   - decisionRecord: Renders the content of `decision.md`.
  /// - Returns: Every check, those that agree included.
  /// - Throws: `RecordError` for a plan that cannot be read.
  package static func verify(
    _ directory: RunDirectory, descriptor: WorkloadDescriptor, regimes: [RegimeDemand],
    decisionRecord: (Conclusion) -> Data
  ) throws -> [Check] {
    let plan = try directory.read(Plan.self, from: directory.plan)
    var checks = plan.trials.map { trial in
      Check(name: "trial \(trial.number)", problem: problem(of: trial, in: directory))
    }
    checks += plan.sessions.map { session in
      Check(name: "session \(session.number)", problem: problem(of: session, in: directory))
    }
    guard directory.exists(directory.decision) else {
      return checks + [
        Check(
          name: "decision",
          problem: "is missing; finish the run with 'assay resume \(directory.path)'")
      ]
    }
    do {
      let conclusion = try Conclusion(of: directory, descriptor: descriptor, regimes: regimes)
      checks.append(
        compare(
          "evidence", try RecordCoding.encode(conclusion.evidence), with: directory.evidence,
          in: directory))
      checks.append(
        compare(
          "decision", try RecordCoding.encode(conclusion.decision), with: directory.decision,
          in: directory))
      checks.append(
        compare(
          "decision record", decisionRecord(conclusion), with: directory.decisionRecord,
          in: directory))
    } catch {
      checks.append(
        Check(name: "evidence", problem: "cannot be recomputed: \(error.localizedReason)"))
    }
    return checks
  }

  private static func problem(of trial: TrialSpecification, in directory: RunDirectory) -> String? {
    do {
      let record = try directory.read(TrialRecord.self, from: directory.trial(trial.number))
      guard record.specification == trial else { return "its record is of another plan" }
      guard let answers = record.answers else { return nil }
      let items = Digest.sha256(try directory.bytes(directory.items(trial.number)))
      guard items == answers.itemsDigest else { return "its answers were altered" }
      guard trial.keepsModel else { return nil }
      let model = Digest.sha256(try directory.bytes(directory.model(trial.number)))
      return model == answers.modelDigest ? nil : "its model was altered"
    } catch {
      return error.localizedReason
    }
  }

  private static func problem(
    of session: SessionSpecification, in directory: RunDirectory
  ) -> String? {
    do {
      let record = try directory.read(SessionRecord.self, from: directory.session(session.number))
      return record.specification == session ? nil : "its record is of another plan"
    } catch {
      return error.localizedReason
    }
  }

  private static func compare(
    _ name: String, _ recomputed: Data, with file: String, in directory: RunDirectory
  ) -> Check {
    do {
      let agrees = try recomputed == directory.bytes(file)
      return Check(
        name: name, problem: agrees ? nil : "does not follow from the records: one was altered")
    } catch {
      return Check(name: name, problem: error.localizedReason)
    }
  }
}
