/// What the reader refuses for its size; no honest file of this program comes near.
package enum YAMLLimits {
  /// Bytes of a file: 1 MiB.
  package static let bytes = 1 << 20
  /// Mappings and sequences within one another.
  package static let depth = 64
  /// Problems that one reading reports; it passes over further ones.
  package static let problems = 100
}
