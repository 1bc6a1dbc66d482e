package import Records
package import Schema
package import StrictYAML

/// Reads profiles, and refuses what it does not fully understand.
///
/// It knows the form of a profile, not whether what it says of the project is true.
package struct ProfileReader: Sendable {
  private let workloads: [WorkloadDescriptor]

  /// Makes a reader of profiles about some workloads.
  package init(workloads: [WorkloadDescriptor]) {
    self.workloads = workloads
  }

  /// Reads a profile from a file.
  ///
  /// - Parameter path: The file; paths of data are relative to its folder.
  /// - Returns: The profile, and warnings that do not keep it from being used.
  /// - Throws: All problems of the file.
  package func read(
    path: String
  ) throws(ProfileProblems) -> (profile: Profile, warnings: [Diagnostic]) {
    let file: YAMLFile
    do throws(Diagnostic) {
      file = try YAMLFile(path: path)
    } catch {
      throw ProfileProblems(diagnostics: [error])
    }
    return try read(file)
  }

  /// Reads a profile from the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: Its name, for messages and for the folder of its data.
  /// - Returns: The profile, and warnings that do not keep it from being used.
  /// - Throws: All problems of the file.
  package func read(
    bytes: [UInt8], file: String
  ) throws(ProfileProblems) -> (profile: Profile, warnings: [Diagnostic]) {
    try read(YAMLFile(bytes: bytes, file: file))
  }

  /// The JSON Schema of a profile, draft 2020-12.
  package var schema: JSONValue {
    JSONSchema.document(
      form(folder: "/").form, id: "urn:assay:profile:1", title: "A profile of assay")
  }

  /// The dotted paths of all keys that a profile may have.
  package var keyPaths: [String] {
    form(folder: "/").form.keyPaths
  }

  private func form(folder: String) -> Shape<Profile> {
    ProfileForm.profile(workloads: workloads, folder: folder)
  }

  private func read(
    _ file: YAMLFile
  ) throws(ProfileProblems) -> (profile: Profile, warnings: [Diagnostic]) {
    let reading = Reading(file)
    var profile: Profile?
    if let root = file.root, FormVersion.fits(ProfileForm.version, root, reading) {
      profile = form(folder: DataPath.folder(of: file.source.file)).read(root, reading)
    }
    let diagnostics = reading.diagnostics.inFileOrder
    guard let profile, !reading.hasErrors else {
      throw ProfileProblems(diagnostics: diagnostics)
    }
    return (profile, diagnostics)
  }
}
