/// A decoder without data: it hands out dummy values, and records what it is asked for.
struct RecordingDecoder: Decoder {
  enum Mode {
    /// Every optional key and one element of every list is there.
    case full
    /// As `full`, for an enum with payloads that shall find this one key.
    case choosing(String)
    /// Nothing optional is there and every list is empty, so that values of recursive types end.
    case least
  }

  let maker: CodableSchema
  let recording: Recording
  let mode: Mode

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  var isLeast: Bool {
    if case .least = mode { true } else { false }
  }

  func container<Key>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    recording.beginObject()
    return KeyedDecodingContainer(KeyedRecorder<Key>(decoder: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer {
    recording.form = .list([], isOpen: false)
    return UnkeyedRecorder(decoder: self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    SingleValueRecorder(decoder: self)
  }

  /// The decoder of a part, whose keys are not those that this one was to find.
  fileprivate func part(_ recording: Recording) -> RecordingDecoder {
    RecordingDecoder(maker: maker, recording: recording, mode: isLeast ? .least : .full)
  }

  /// A dummy of the type; what the type asks for is recorded.
  fileprivate func value<Value: Decodable>(
    _ type: Value.Type, in recording: Recording
  ) throws -> Value {
    if !isLeast { recording.form = .value(try maker.schema(of: type)) }
    return try maker.dummy(of: type)
  }
}

private struct KeyedRecorder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: RecordingDecoder

  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    if case .choosing(let name) = decoder.mode { return Key(stringValue: name).map { [$0] } ?? [] }
    decoder.recording.asksForKeys = true
    return []
  }

  // The default `decodeIfPresent` asks this first, then whether the value is null.
  func contains(_ key: Key) -> Bool {
    _ = decoder.recording.property(key.stringValue, isOptional: true)
    return !decoder.isLeast
  }

  func decodeNil(forKey key: Key) -> Bool {
    _ = decoder.recording.property(key.stringValue, isOptional: true)
    return decoder.isLeast
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decoder.value(type, in: decoder.recording.property(key.stringValue))
  }

  func nestedContainer<NestedKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedDecodingContainer<NestedKey> {
    decoder.part(decoder.recording.property(key.stringValue)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
    decoder.part(decoder.recording.property(key.stringValue)).unkeyedContainer()
  }

  func superDecoder() -> any Decoder { decoder.part(decoder.recording.property("super")) }

  func superDecoder(forKey key: Key) -> any Decoder {
    decoder.part(decoder.recording.property(key.stringValue))
  }
}

private struct UnkeyedRecorder: UnkeyedDecodingContainer {
  let decoder: RecordingDecoder
  private(set) var currentIndex = 0

  init(decoder: RecordingDecoder) { self.decoder = decoder }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { nil }

  var isAtEnd: Bool {
    if case .list(let elements, _) = decoder.recording.form {
      decoder.recording.form = .list(elements, isOpen: true)
    }
    return decoder.isLeast || currentIndex > 0
  }

  mutating func decodeNil() -> Bool { false }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try decoder.value(type, in: next())
  }

  mutating func nestedContainer<NestedKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedDecodingContainer<NestedKey> {
    decoder.part(next()).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
    decoder.part(next()).unkeyedContainer()
  }

  mutating func superDecoder() -> any Decoder { decoder.part(next()) }

  private mutating func next() -> Recording {
    currentIndex += 1
    return decoder.recording.element()
  }
}

private struct SingleValueRecorder: SingleValueDecodingContainer {
  let decoder: RecordingDecoder

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool {
    decoder.recording.isNullable = true
    return decoder.isLeast
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try decoder.value(type, in: decoder.recording)
  }
}
