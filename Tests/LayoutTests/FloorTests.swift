import Testing

@Suite("The floors of the house")
struct FloorTests {
  let manifest: Manifest

  init() throws { manifest = try Manifest.load() }

  @Test("Every target of the manifest stands on a floor")
  func everyTargetHasAFloor() {
    let unknown = manifest.targets.filter { FloorTable.floor(of: $0) == nil }.map(\.name)
    #expect(unknown == [], "give them a floor in FloorTable.swift")
  }

  @Test("Every row of the floor table is a target of the manifest")
  func everyFloorHasItsTarget() {
    let rows = Set(FloorTable.floors.keys)
    let missing = rows.subtracting(manifest.targets.map(\.name)).sorted()
    #expect(missing == [], "remove the row from FloorTable.swift and docs/concepts.md")
  }

  @Test("A target depends only on targets of lower floors")
  func dependenciesPointDownwards() {
    let floors = Dictionary(
      uniqueKeysWithValues: manifest.targets.map { ($0.name, FloorTable.floor(of: $0)) })
    var upward: [String] = []
    for target in manifest.targets {
      for dependency in target.dependencies {
        // A product of another package is no target of this one.
        guard let floor = floors[target.name] ?? nil, let other = floors[dependency] ?? nil,
          other >= floor
        else { continue }
        upward.append("\(target.name) (floor \(floor)) → \(dependency) (floor \(other))")
      }
    }
    #expect(upward == [])
  }

  /// The compiler lets a file import what another target of the same build depends on.
  @Test("A file imports only what its target declares")
  func importsAreDeclared() throws {
    var undeclared: [String] = []
    for target in manifest.targets {
      let allowed = FloorTable.toolchain.union(target.dependencies.map(Self.module))
      for file in try target.files() {
        undeclared += file.imports.subtracting(allowed).sorted().map { "\(file.path): \($0)" }
      }
    }
    #expect(undeclared == [], "declare the dependency in Package.swift, or do without the import")
  }

  @Test("A declared dependency is imported by some file of its target")
  func noDeadEdges() throws {
    // A test may depend on a program only to have it built.
    let programs = Set(manifest.targets.filter { $0.kind == .executable }.map(\.name))
    var dead: [String] = []
    for target in manifest.targets {
      let imports = try target.files().reduce(into: Set<String>()) { $0.formUnion($1.imports) }
      for dependency in target.dependencies where !imports.contains(Self.module(dependency)) {
        if target.kind == .test && programs.contains(dependency) { continue }
        dead.append("\(target.name) → \(dependency)")
      }
    }
    #expect(dead == [], "remove the dependency from Package.swift")
  }

  @Test("Sources import the whole of Foundation only where its essentials are missing")
  func essentialsOnly() throws {
    let whole = try manifest.targets.filter { $0.kind != .test }.flatMap { try $0.files() }
      .filter { $0.imports.contains("Foundation") && !$0.imports.contains("FoundationEssentials") }
      .map(\.path)
    #expect(whole == [], "write '#if canImport(FoundationEssentials)' with both imports")
  }

  /// The name of the module of a target or product: `assay-worker` is imported as `assay_worker`.
  private static func module(_ dependency: String) -> String {
    String(dependency.map { $0 == "-" ? "_" : $0 })
  }
}
