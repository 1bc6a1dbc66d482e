import Foundation
import Testing

@Suite("The settings of the manifest")
struct SettingsTests {
  /// What `swiftc -print-supported-features` prints.
  struct Supported: Decodable {
    struct Feature: Decodable { let name: String }
    struct Groups: Decodable { let upcoming: [Feature] }
    let features: Groups
  }

  /// The compiler ignores an upcoming feature that it does not know, so a misspelled one would
  /// silently be off.
  @Test("The compiler knows every upcoming feature that is switched on")
  func upcomingFeaturesExist() throws {
    let known = try JSONDecoder().decode(
      Supported.self, from: Command.output("swiftc", "-print-supported-features")
    ).features.upcoming.map(\.name)
    let named = try Set(Manifest.load().targets.flatMap(\.upcomingFeatures))
    #expect(!named.isEmpty)
    #expect(named.subtracting(known) == [])
  }

  @Test("Every Swift target has the same upcoming features")
  func settingsAreTheSame() throws {
    let lists = try Manifest.load().targets.filter { target in
      try target.kind != .system && !target.files().isEmpty
    }.map { ($0.name, $0.upcomingFeatures) }
    let first = try #require(lists.first?.1)
    #expect(lists.filter { $0.1 != first }.map(\.0) == [])
  }
}
