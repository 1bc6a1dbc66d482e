#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
package import Profiles
import Records

/// Under which conditions two runs were made, as far as they differ.
package enum Conditions {
  /// What of plan and machine differs, one sentence each.
  static func differences(_ before: Baseline, _ after: Baseline) -> [String] {
    var lines = changes(before.plan, after.plan, prefix: "plan").map { $0 + "." }
    let isListed = !lines.isEmpty
    lines.removeAll { $0.hasPrefix("plan.trials ") || $0.hasPrefix("plan.sessions ") }
    if isListed, lines.isEmpty { lines = ["The planned trials or sessions differ."] }
    if before.profile != after.profile {
      lines.insert("The profile is \(after.profile), and was \(before.profile).", at: 0)
    }
    if before.machine != after.machine {
      lines.append(
        "The machine is \(name(after.machine)), and was \(name(before.machine)).")
    }
    return lines
  }

  /// What of two profiles differs, key by key, one sentence each.
  package static func differences(_ before: Profile, _ after: Profile) -> [String] {
    changes(before, after, prefix: "profile").map { $0 + "." }
  }

  private static func name(_ machine: MachineIdentity?) -> String {
    machine?.description ?? "not known"
  }

  private static func changes<Value: Codable>(
    _ before: Value, _ after: Value, prefix: String
  ) -> [String] {
    let (old, new) = (leaves(before, prefix), leaves(after, prefix))
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { key in
      "\(key) is \(new[key] ?? "not set"), and was \(old[key] ?? "not set")"
    }
  }

  /// Every single value by its dotted path.
  private static func leaves(_ value: some Encodable, _ prefix: String) -> [String: String] {
    guard let data = try? JSONEncoder().encode(value),
      let tree = try? JSONDecoder().decode(Tree.self, from: data)
    else { return [:] }
    var leaves: [String: String] = [:]
    tree.collect(into: &leaves, prefix)
    return leaves
  }

  private indirect enum Tree: Decodable {
    case object([String: Tree])
    case list([Tree])
    case leaf(String)

    init(from decoder: any Decoder) throws {
      if let object = try? decoder.singleValueContainer().decode([String: Tree].self) {
        self = .object(object)
      } else if let list = try? decoder.singleValueContainer().decode([Tree].self) {
        self = .list(list)
      } else {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
          self = .leaf("\(flag)")
        } else if let whole = try? value.decode(UInt64.self) {
          self = .leaf("\(whole)")
        } else if let number = try? value.decode(Double.self) {
          self = .leaf("\(number)")
        } else {
          self = .leaf((try? value.decode(String.self)) ?? "null")
        }
      }
    }

    func collect(into leaves: inout [String: String], _ path: String) {
      switch self {
      case .leaf(let text): leaves[path] = text
      case .object(let members):
        for (key, value) in members { value.collect(into: &leaves, "\(path).\(key)") }
      case .list(let items):
        for (index, item) in items.enumerated() {
          item.collect(into: &leaves, "\(path).\(index + 1)")
        }
      }
    }
  }
}
