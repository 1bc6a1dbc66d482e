import Networks

/// A configuration of the acoustic model and of its optimiser.
struct HybridSetting: Sendable {
  var width: Int
  var dropout: Double
  var rate: Double
  var decay: Float

  /// The grid, most ordinary first, as long as the network's: a plan that tries fewer takes a prefix.
  static let grid: [HybridSetting] = [
    HybridSetting(width: 128, dropout: 0.2, rate: 1.5e-3, decay: 0.01),
    HybridSetting(width: 96, dropout: 0.1, rate: 2e-3, decay: 0.03),
    HybridSetting(width: 192, dropout: 0.3, rate: 1e-3, decay: 0.03),
    HybridSetting(width: 160, dropout: 0.4, rate: 1.5e-3, decay: 0.01),
    HybridSetting(width: 256, dropout: 0.3, rate: 7e-4, decay: 0.1),
    HybridSetting(width: 64, dropout: 0.1, rate: 3e-3, decay: 0.01),
  ]

  /// The settings as a record holds them.
  var numbers: [String: Double] {
    [
      "width": Double(width), "dropout": dropout, "learning-rate": rate,
      "weight-decay": Double(decay),
    ]
  }

  func trainer(seed: UInt64) -> Trainer {
    var optimizer = AdamW()
    optimizer.decay = decay
    return Trainer(
      seed: seed, batchSize: 256, maximumSteps: 60_000, patience: 2, minimumDelta: 4e-3,
      schedule: Schedules.warmUp(to: rate, over: 50), optimizer: optimizer)
  }
}
