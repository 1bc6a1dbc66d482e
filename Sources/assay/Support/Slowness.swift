import Measuring
import Records

/// How much longer this machine takes than the one on which a workload's costs were measured.
enum Slowness {
  private static let rounds = 400

  /// The ratio of the reference loop's times, its fastest twentieth here; 1 where the costs name none.
  static func here(_ descriptor: WorkloadDescriptor) -> Double {
    guard let there = descriptor.costReference, there > 0 else { return 1 }
    let times = ReferenceLoop.times(rounds: rounds).sorted()
    guard !times.isEmpty else { return 1 }
    return Double(times[times.count / 20]) / there
  }
}
