import Networks

/// A configuration of the transducer and of its training.
struct EndToEndSetting: Sendable {
  /// Bands of the sound: many tell sounds apart, few leave out the harmonics of a voice, so that one
  /// who was not trained on is heard better.
  var bands: Int
  var filters: Int
  var hidden: Int
  var dropout: Double
  var rate: Double
  var decay: Float
  /// How strongly recordings are varied, 1 for the usual.
  var variation: Double
  /// False for a network without dropout, weight decay, varied recordings and early stopping.
  var isRegularised = true

  /// Steps over which the learning rate rises: with fewer, one training in twenty stuck where the first
  /// word hides the others.
  static let warmUpSteps = 300

  /// The grid, most ordinary first: a plan that tries fewer takes a prefix.
  static let grid: [EndToEndSetting] = [
    EndToEndSetting(
      bands: 40, filters: 64, hidden: 64, dropout: 0.15, rate: 3e-3, decay: 0.03, variation: 0.6),
    EndToEndSetting(
      bands: 24, filters: 64, hidden: 64, dropout: 0.2, rate: 4e-3, decay: 0.1, variation: 0.8),
    EndToEndSetting(
      bands: 40, filters: 96, hidden: 96, dropout: 0.25, rate: 3e-3, decay: 0.1, variation: 0.8),
    EndToEndSetting(
      bands: 32, filters: 48, hidden: 48, dropout: 0.1, rate: 5e-3, decay: 0.03, variation: 0.6),
    EndToEndSetting(
      bands: 32, filters: 96, hidden: 96, dropout: 0.4, rate: 3e-3, decay: 0.3, variation: 1),
    EndToEndSetting(
      bands: 40, filters: 64, hidden: 96, dropout: 0.15, rate: 2e-3, decay: 0.03, variation: 0.4),
  ]

  /// The same sizes and learning rate with regularisation or without.
  func regularised(_ isRegularised: Bool) -> EndToEndSetting {
    var setting = self
    setting.isRegularised = isRegularised
    return setting
  }

  func sizes(labels: Int) -> TransducerNetwork.Sizes {
    TransducerNetwork.Sizes(
      bands: bands, labels: labels, filters: filters, hidden: hidden, prediction: 48, joint: 32,
      dropout: isRegularised ? dropout : 0)
  }

  /// The settings as a record holds them.
  var numbers: [String: Double] {
    [
      "bands": Double(bands), "filters": Double(filters), "hidden": Double(hidden),
      "dropout": isRegularised ? dropout : 0, "learning-rate": rate,
      "weight-decay": isRegularised ? Double(decay) : 0,
      "variation": isRegularised ? variation : 0,
    ]
  }

  func trainer(seed: UInt64) -> Trainer {
    var optimizer = AdamW(clipNorm: 5)
    optimizer.decay = isRegularised ? decay : 0
    return Trainer(
      seed: seed, batchSize: 1, maximumSteps: 40_000, patience: 5, patienceSteps: 250,
      minimumDelta: 5e-3, drops: 0, schedule: Schedules.warmUp(to: rate, over: Self.warmUpSteps),
      optimizer: optimizer, averaging: WeightAverage.Settings(decay: 0.98))
  }
}
