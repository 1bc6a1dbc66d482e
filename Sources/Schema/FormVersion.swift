package import StrictYAML

/// The first key of every file that people write: which form it has, in which version.
package enum FormVersion {
  /// Whether the file may be judged as the given form; other forms and versions have other keys.
  ///
  /// - Parameters:
  ///   - version: Form and version, such as `gate/1`.
  ///   - root: The file's tree.
  ///   - reading: Notes what is wrong.
  /// - Returns: True also where the key is missing, which its own field tells.
  package static func fits(_ version: String, _ root: Node, _ reading: Reading) -> Bool {
    guard let entry = root.entry("assay"), case .scalar(let scalar) = entry.value.content,
      scalar.text != version, scalar.text.contains("/")
    else { return true }
    let noun = version.prefix { $0 != "/" }
    let place = Place(node: root, reading: reading)
    if scalar.text.hasPrefix("\(noun)/") {
      place.refuse(
        key: "assay", "is of a version that this program does not read: \(quoted(scalar.text))",
        remedy: "write \(version), or use the assay that wrote the file")
    } else {
      place.refuse(
        key: "assay", "is no \(noun): \(quoted(scalar.text))",
        remedy: "write \(version), or give a file of that form")
    }
    return false
  }
}
