package import StrictYAML

/// All that is wrong with a profile, or another file that people write, in the order of the file.
///
/// Warnings are among it.
package struct ProfileProblems: Error, Sendable, Equatable {
  package let diagnostics: [Diagnostic]

  package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// The number of problems that keep the profile from being used.
  package var errorCount: Int {
    diagnostics.count { $0.severity == .error }
  }
}

extension ProfileProblems: CustomStringConvertible {
  /// Every message in full, and how many there are.
  package var description: String {
    let isCut = diagnostics.count >= YAMLLimits.problems
    let count = errorCount == 1 ? "1 problem" : "\(errorCount) problems"
    return diagnostics.map { $0.description + "\n" }.joined()
      + (isCut ? "the first \(count)" : count)
  }
}
