import Foundation

/// Writes a file of a test.
func write(_ bytes: Data, to path: String) throws { try bytes.write(to: URL(filePath: path)) }

/// Takes a file of a test away.
func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
