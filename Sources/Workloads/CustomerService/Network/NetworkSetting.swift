import Networks

/// A configuration of the network and of its optimiser.
struct NetworkSetting: Sendable {
  var width: Int
  var hidden: Int
  var dropout: Double
  var blanks: Double
  var rate: Double
  var decay: Float
  /// False for a network without dropout, blanks, weight decay and normalisation.
  var isRegularised = true

  /// The grid, most ordinary first: a plan that tries fewer takes a prefix.
  static let grid: [NetworkSetting] = [
    NetworkSetting(width: 48, hidden: 48, dropout: 0.15, blanks: 0.1, rate: 4e-3, decay: 0.03),
    NetworkSetting(width: 64, hidden: 48, dropout: 0.3, blanks: 0.1, rate: 4e-3, decay: 0.1),
    NetworkSetting(width: 64, hidden: 64, dropout: 0.2, blanks: 0.15, rate: 3e-3, decay: 0.03),
    NetworkSetting(width: 96, hidden: 64, dropout: 0.4, blanks: 0.1, rate: 2e-3, decay: 0.03),
    NetworkSetting(width: 32, hidden: 48, dropout: 0.1, blanks: 0.1, rate: 4e-3, decay: 0.1),
    NetworkSetting(width: 64, hidden: 64, dropout: 0.2, blanks: 0.05, rate: 3e-3, decay: 0.3),
    NetworkSetting(width: 48, hidden: 64, dropout: 0.25, blanks: 0.2, rate: 3e-3, decay: 0.03),
    NetworkSetting(width: 64, hidden: 32, dropout: 0.1, blanks: 0.15, rate: 5e-3, decay: 0.03),
  ]

  /// The same sizes and learning rate with regularisation or without.
  func regularised(_ isRegularised: Bool) -> NetworkSetting {
    var setting = self
    setting.isRegularised = isRegularised
    return setting
  }

  var sizes: ServiceNetwork.Sizes {
    ServiceNetwork.Sizes(
      width: width, hidden: hidden, dropout: isRegularised ? dropout : 0,
      blanks: isRegularised ? blanks : 0, normalises: isRegularised)
  }

  /// The settings as a record holds them.
  var numbers: [String: Double] {
    [
      "width": Double(width), "hidden": Double(hidden), "dropout": sizes.dropout,
      "blanks": sizes.blanks, "learning-rate": rate,
      "weight-decay": isRegularised ? Double(decay) : 0,
    ]
  }

  /// One batch size for the choice and the refit: epochs then mean the same in both.
  static func batchSize(examples: Int) -> Int { examples < 1000 ? 16 : examples < 2000 ? 32 : 64 }

  func trainer(batchSize: Int, seed: UInt64) -> Trainer {
    var optimizer = AdamW()
    optimizer.decay = isRegularised ? decay : 0
    return Trainer(
      seed: seed, batchSize: batchSize, maximumSteps: 30_000, patience: 4, patienceSteps: 120,
      minimumDelta: 2e-3, schedule: Schedules.warmUp(to: rate, over: 50), optimizer: optimizer)
  }
}
