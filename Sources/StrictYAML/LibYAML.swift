import CLibYAML

/// The YAML library of the system.
package enum LibYAML {
  /// Its version, such as `0.2.5`.
  package static var version: String { unsafe String(cString: yaml_get_version_string()) }
}
