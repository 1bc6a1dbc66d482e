/// The files of a run, as far as they are there.
extension RunDirectory {
  /// Profile, plan and conclusion, and what was removed.
  package var documentFiles: [String] {
    [
      profile, understoodProfile, plan, evidence, decision, decisionRecord, cleaned,
    ].filter(exists)
  }

  /// Records, answers and models, sorted by name; temporaries are none of them.
  package var recordFiles: [String] {
    Self.folders.flatMap { folder in
      (Self.names(in: "\(path)/\(folder)") ?? []).sorted()
        .filter { !$0.hasSuffix(Self.temporarySuffix) }
        .map { "\(path)/\(folder)/\($0)" }
    }
  }

  /// A file's name within the run.
  package func relative(_ file: String) -> String {
    file.hasPrefix(path + "/") ? String(file.dropFirst(path.count + 1)) : file
  }
}
