import Networks

/// A configuration of a network of this workload and of its optimiser.
struct NetworkSetting: Sendable {
  var width: Int
  var filters: Int
  var dropout: Double
  var rate: Double
  var decay: Float
  /// False for a network without dropout, weight decay and normalisation.
  var isRegularised = true

  /// The grid, most ordinary first: a plan that tries fewer takes a prefix.
  static let grid: [NetworkSetting] = [
    NetworkSetting(width: 48, filters: 16, dropout: 0.15, rate: 2e-3, decay: 0.03),
    NetworkSetting(width: 32, filters: 8, dropout: 0.35, rate: 2e-3, decay: 0.3),
    NetworkSetting(width: 64, filters: 24, dropout: 0.25, rate: 1e-3, decay: 0.1),
    NetworkSetting(width: 16, filters: 8, dropout: 0.2, rate: 3e-3, decay: 0.1),
    NetworkSetting(width: 96, filters: 32, dropout: 0.3, rate: 7e-4, decay: 0.03),
    NetworkSetting(width: 24, filters: 12, dropout: 0.5, rate: 1e-3, decay: 1),
    NetworkSetting(width: 64, filters: 16, dropout: 0.1, rate: 1e-3, decay: 0.3),
    NetworkSetting(width: 32, filters: 16, dropout: 0.25, rate: 4e-3, decay: 0.03),
  ]

  /// The same sizes and learning rate with regularisation or without.
  func regularised(_ isRegularised: Bool) -> NetworkSetting {
    var setting = self
    setting.isRegularised = isRegularised
    return setting
  }

  var sizes: CreditNetwork.Sizes {
    var sizes = CreditNetwork.Sizes(
      width: width, filters: filters, dropout: isRegularised ? dropout : 0)
    if !isRegularised { sizes.normalises = false }
    return sizes
  }

  /// The settings as a record holds them.
  var numbers: [String: Double] {
    [
      "width": Double(width), "filters": Double(filters), "dropout": sizes.dropout,
      "learning-rate": rate, "weight-decay": isRegularised ? Double(decay) : 0,
    ]
  }

  /// One batch size for the choice and the refit: epochs then mean the same in both.
  static func batchSize(examples: Int) -> Int { examples < 2000 ? 32 : 64 }

  func trainer(batchSize: Int, seed: UInt64) -> Trainer {
    var optimizer = AdamW()
    optimizer.decay = isRegularised ? decay : 0
    return Trainer(
      seed: seed, batchSize: batchSize, maximumSteps: 60_000, patience: 5, patienceSteps: 100,
      minimumDelta: 1e-4, schedule: Schedules.warmUp(to: rate, over: 50), optimizer: optimizer)
  }
}
