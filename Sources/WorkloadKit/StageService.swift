package import ModelFiles

/// One stage of a hybrid as a service of its own: bytes in, bytes out.
///
/// What the bytes mean is the stages' affair: each reads what the one before it wrote.
package protocol StageService: Sendable {
  /// The stage's name, as in the descriptor.
  var name: String { get }

  /// Carries out the stage on what the stage before it answered.
  ///
  /// - Throws: ``WorkloadError`` for bytes that the stage cannot read, or an input that it cannot treat.
  func answer(_ request: [UInt8]) throws(WorkloadError) -> [UInt8]
}

/// How an input becomes the first service's request, and the last one's bytes the answer.
package struct ServiceCodec<Input: Sendable, Answer: Sendable>: Sendable {
  private let encoding: @Sendable (Input) throws(WorkloadError) -> [UInt8]
  private let decoding: @Sendable ([UInt8]) throws(WorkloadError) -> Answer

  package init(
    encode: @escaping @Sendable (Input) throws(WorkloadError) -> [UInt8],
    decode: @escaping @Sendable ([UInt8]) throws(WorkloadError) -> Answer
  ) {
    encoding = encode
    decoding = decode
  }

  /// The request to the first stage.
  ///
  /// - Throws: ``WorkloadError`` for an input that has no form as bytes.
  package func encode(_ input: Input) throws(WorkloadError) -> [UInt8] { try encoding(input) }

  /// The answer in the last stage's bytes.
  ///
  /// - Throws: ``WorkloadError`` for bytes that hold no answer.
  package func decode(_ bytes: [UInt8]) throws(WorkloadError) -> Answer { try decoding(bytes) }
}

extension ModelFile {
  /// What a stage holds in the model file, as a file of its own.
  ///
  /// Metadata and arrays whose names start with `prefix` are the stage's. A process that serves the
  /// stage loads this file and none of the others' parameters.
  package func part(_ prefix: String) -> ModelFile {
    ModelFile(
      kind: kind, metadata: metadata.filter { $0.key.hasPrefix(prefix) },
      arrays: arrays.filter { $0.key.hasPrefix(prefix) })
  }
}
