import Classics
import ModelFiles
package import WorkloadKit

/// The fourth stage: which tokens fill which slots, by a conditional random field, and their values.
package struct SlotTagger: Stage, StoredStage {
  static let name = HybridStage.slotTagger

  let lexicon: SlotLexicon
  let index: FeatureIndex
  var field: ConditionalRandomField

  init(lexicon: SlotLexicon, index: FeatureIndex, field: ConditionalRandomField) {
    self.lexicon = lexicon
    self.index = index
    self.field = field
  }

  /// Knows no feature and so marks nothing: of data without slots, or where a network is in its place.
  static let empty = SlotTagger(
    lexicon: SlotLexicon(wordings: [:], names: [:]), index: FeatureIndex(keys: []),
    field: ConditionalRandomField(tags: SlotTags.count, features: 0))

  package var parameters: Int { field.parameters + lexicon.count }

  package func run(_ request: ClassifiedRequest) throws(WorkloadError) -> UnderstoodRequest {
    let tokens = request.request.tokens
    // Of a request that is turned away nothing is read.
    let isRead = request.intent != ServiceAction.outOfScope && !index.keys.isEmpty
    let tags = isRead ? field.bestTags(features(tokens)) : []
    return UnderstoodRequest(
      text: request.request.text, intent: request.intent, outOfScope: request.outOfScope,
      adverseScore: request.adverseScore,
      slots: SlotTags.slots(tags, request.request, lexicon: lexicon))
  }

  /// The numbers of the features that are known, token by token.
  func features(_ tokens: [String]) -> [[Int32]] {
    SlotFeatures.keys(tokens, lexicon: lexicon.written).map { keys in
      keys.compactMap { index.number($0).map { Int32($0) } }
    }
  }

  func store(in file: inout ModelFile) {
    file.write(lexicon, as: Self.name.rawValue)
    file.arrays[Self.key("features")] = ModelArray(index.stored)
    file.arrays[Self.key("weights")] = ModelArray(field.weights + field.transitions + field.start)
  }

  init(from file: ModelFile) throws {
    lexicon = try file.read(SlotLexicon.self, Self.name.rawValue)
    index = FeatureIndex(stored: try file.integers(Self.key("features")))
    field = ConditionalRandomField(tags: SlotTags.count, features: index.count)
    let weights = try file.floats(Self.key("weights"))
    guard weights.count == field.parameters else {
      throw WorkloadError(
        "the arrays of '\(Self.name.rawValue)' do not fit each other", at: file.kind,
        remedy: "train the model again with this version of assay")
    }
    let (first, second) = (field.weights.count, field.weights.count + field.transitions.count)
    field.weights = Array(weights[..<first])
    field.transitions = Array(weights[first..<second])
    field.start = Array(weights[second...])
  }
}

/// Tags in the IOB2 form: outside, the first token of a slot, a further one (Tjong Kim Sang 2002).
enum SlotTags {
  static let outside = 0
  static let count = 1 + 2 * SlotType.allCases.count

  /// The tag of a token of a slot.
  static func tag(_ type: SlotType, isFirst: Bool) -> Int {
    let number = SlotType.allCases.firstIndex(of: type) ?? 0
    return 1 + 2 * number + (isFirst ? 0 : 1)
  }

  /// The slot that a tag is of; nil outside.
  static func type(_ tag: Int) -> SlotType? {
    tag == outside ? nil : SlotType.allCases[(tag - 1) / 2]
  }

  static func isFirst(_ tag: Int) -> Bool { tag % 2 == 1 }

  /// The tags that a request's slots give to its tokens.
  static func tags(_ slots: [Slot], origins: [Int]) -> [Int] {
    var tags = [Int](repeating: outside, count: origins.count)
    for slot in slots {
      var isFirst = true
      for token in origins.indices where slot.words.contains(origins[token]) {
        tags[token] = tag(slot.type, isFirst: isFirst)
        isFirst = false
      }
    }
    return tags
  }

  /// The slots that tags mark, with the values that their tokens write; one of each type, the last.
  static func slots(_ tags: [Int], _ request: TokenisedRequest, lexicon: SlotLexicon) -> [Slot] {
    var spans: [(type: SlotType, tokens: Range<Int>)] = []
    for (token, tag) in tags.enumerated() {
      guard let type = type(tag) else { continue }
      // A slot that starts with a further token is one all the same.
      if let last = spans.last, !isFirst(tag), last.type == type, last.tokens.upperBound == token {
        spans[spans.count - 1].tokens = last.tokens.lowerBound..<token + 1
      } else {
        spans.append((type, token..<token + 1))
      }
    }
    var slots: [SlotType: Slot] = [:]
    for span in spans {
      guard let value = lexicon.value(span.type, Array(request.tokens[span.tokens])) else {
        continue
      }
      let origins = request.origins[span.tokens]
      slots[span.type] = Slot(
        span.type, value, words: (origins.first ?? 0)..<(origins.last ?? 0) + 1)
    }
    return SlotType.allCases.compactMap { slots[$0] }
  }
}
