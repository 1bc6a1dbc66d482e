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

  /// Checks the profile against the plan, records, item files and models against their digests, then
  /// evidence, decision, decision record and report against the records.
  ///
  /// Of a cleaned run it checks what is left, and the decision against the evidence.
  ///
  /// - Parameters:
  ///   - directory: The run.
  ///   - descriptor: The workload's own words and scores.
  ///   - regimes: The catalogue of regimes.
  ///   - decisionRecord: Renders the content of `decision.md`.
  ///   - report: Renders the content of `report.html`.
  /// - Returns: Every check, those that agree included.
  /// - Throws: `RecordError` for a plan that cannot be read.
  package static func verify(
    _ directory: RunDirectory, descriptor: WorkloadDescriptor, regimes: [RegimeDemand],
    decisionRecord: (Conclusion) -> Data, report: (Conclusion) -> Data
  ) throws -> [Check] {
    let plan = try directory.read(Plan.self, from: directory.plan)
    var checks = try documents(of: directory, plan: plan)
    guard !directory.exists(directory.cleaned) else {
      return try checks
        + cleaned(
          directory, descriptor: descriptor, regimes: regimes, decisionRecord: decisionRecord,
          report: report)
    }
    let digests = try DigestList(writtenIn: directory)
    checks += plan.trials.map { trial in
      Check(
        name: "trial \(trial.number)", problem: problem(of: trial, in: directory, digests))
    }
    checks += plan.sessions.map { session in
      Check(
        name: "session \(session.number)", problem: problem(of: session, in: directory, digests))
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
      checks += try decided(conclusion, in: directory, decisionRecord, report)
    } catch {
      checks.append(
        Check(name: "evidence", problem: "cannot be recomputed: \(error.localizedReason)"))
    }
    return checks
  }

  /// What the profile and the plan must be for anything else to count.
  private static func documents(
    of directory: RunDirectory, plan: Plan
  ) throws(RecordError) -> [Check] {
    let digests = try DigestList(writtenIn: directory)
    func isAltered(_ file: String) -> Bool { digests?.isAltered(file, in: directory) ?? false }
    let profile = [directory.profile, directory.understoodProfile].first(where: isAltered)
      .map { "\(directory.relative($0)) was altered" }
    return [
      Check(name: "profile", problem: profileProblem(in: directory, plan: plan) ?? profile),
      Check(name: "plan", problem: isAltered(directory.plan) ? "was altered" : nil),
    ]
  }

  /// Why the profile is not the one that the plan was made from; nil where it is.
  package static func profileProblem(in directory: RunDirectory, plan: Plan) -> String? {
    guard let digests = plan.profile else { return nil }
    do {
      if try Digest.sha256(directory.bytes(directory.profile)) != digests.given {
        return "profile.yaml is not the one that the run was planned with"
      }
      let understood = try Digest.sha256(directory.bytes(directory.understoodProfile))
      return understood == digests.understood
        ? nil : "profile.json is not the one that the run was planned with"
    } catch {
      return error.localizedReason
    }
  }

  /// Checks what a cleaned run still holds, and the decision against the evidence.
  private static func cleaned(
    _ directory: RunDirectory, descriptor: WorkloadDescriptor, regimes: [RegimeDemand],
    decisionRecord: (Conclusion) -> Data, report: (Conclusion) -> Data
  ) throws -> [Check] {
    let account = try directory.read(CleaningRecord.self, from: directory.cleaned)
    let left = account.removed.map { "\(directory.path)/\($0.file)" }.filter(directory.exists)
    var checks = [
      Check(
        name: "cleaning",
        problem: left.isEmpty && directory.exists(directory.digests)
          ? nil : "was stopped; finish it with 'assay clean \(directory.path)'")
    ]
    let digests = try DigestList(writtenIn: directory)
    for file in directory.recordFiles + [directory.evidence] {
      let isAltered = digests?.isAltered(file, in: directory) ?? true
      checks.append(
        Check(name: directory.relative(file), problem: isAltered ? "was altered" : nil))
    }
    do {
      let conclusion = try Conclusion(
        ofEvidenceIn: directory, descriptor: descriptor, regimes: regimes)
      checks += try decided(conclusion, in: directory, decisionRecord, report)
    } catch {
      checks.append(
        Check(name: "decision", problem: "cannot be recomputed: \(error.localizedReason)"))
    }
    return checks
  }

  private static func decided(
    _ conclusion: Conclusion, in directory: RunDirectory, _ decisionRecord: (Conclusion) -> Data,
    _ report: (Conclusion) -> Data
  ) throws -> [Check] {
    [
      compare(
        "decision", try RecordCoding.encode(conclusion.decision), with: directory.decision,
        in: directory),
      compare(
        "decision record", decisionRecord(conclusion), with: directory.decisionRecord,
        in: directory),
      compare("report", report(conclusion), with: directory.report, in: directory),
    ]
  }

  private static func problem(
    of trial: TrialSpecification, in directory: RunDirectory, _ digests: DigestList?
  ) -> String? {
    let file = directory.trial(trial.number)
    do {
      let record = try directory.read(TrialRecord.self, from: file)
      guard record.specification == trial else { return "its record is of another plan" }
      if digests?.isAltered(file, in: directory) == true { return "its record was altered" }
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
    of session: SessionSpecification, in directory: RunDirectory, _ digests: DigestList?
  ) -> String? {
    let file = directory.session(session.number)
    do {
      let record = try directory.read(SessionRecord.self, from: file)
      guard record.specification == session else { return "its record is of another plan" }
      return digests?.isAltered(file, in: directory) == true ? "its record was altered" : nil
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
