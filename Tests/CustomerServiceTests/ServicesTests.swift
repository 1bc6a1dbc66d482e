import CustomerService
import ModelFiles
import Records
import Testing
import WorkloadKit

@Suite("The six services")
struct ServicesTests {
  private let names = [
    "normaliser", "tokeniser", "intent classifier", "slot tagger", "policy", "reply",
  ]

  @Test("The chain of bytes gives the answer of one process, bit for bit")
  func chain() throws {
    let candidate = try DeadStageBench.suite.get().candidate
    let services = try #require(candidate.staged())
    #expect(services.stages.map(\.name) == names)
    for item in Samples.items(60, isTest: true) {
      #expect(try services.answer(item.input) == candidate.answer(item.input))
    }
  }

  @Test("Each service is loaded from its own part of the model file, and answers the same")
  func parts() throws {
    let workload = try Samples.workload()
    let candidate = try DeadStageBench.suite.get().candidate
    let file = candidate.file()
    var stages: [any StageService] = []
    for name in names {
      let part = try #require(workload.stageFile(name, of: file))
      #expect(part.arrays.keys.allSatisfy { $0.hasPrefix(name) })
      #expect(part.metadata.keys.allSatisfy { $0.hasPrefix(name) })
      // Through the bytes of a file, as another process reads it.
      let read = try ModelFile(bytes: part.encoded(), path: name)
      stages.append(try workload.loadStage(name, of: .hybrid, from: read))
      for other in names where other != name {
        #expect(throws: (any Error).self) {
          try workload.loadStage(other, of: .hybrid, from: read)
        }
      }
    }
    let codec = try #require(workload.codec(of: .hybrid))
    let services = StagedService(stages: stages, codec: codec)
    for item in Samples.items(40) {
      #expect(try services.answer(item.input) == candidate.answer(item.input))
    }
    let parts = try names.map { try #require(workload.stageFile($0, of: file)) }
    #expect(parts.reduce(0) { $0 + $1.arrays.count } == file.arrays.count)
  }

  @Test("Bytes that are no request, and a stage that there is not, are refused")
  func refusals() throws {
    let services = try #require(try DeadStageBench.suite.get().candidate.staged())
    for stage in services.stages {
      #expect(
        throws: WorkloadError(
          "3 bytes are no request to this stage", at: stage.name,
          remedy: "send what the stage before it answered")
      ) { try stage.answer([1, 2, 3]) }
    }
    let workload = try Samples.workload()
    let file = try DeadStageBench.suite.get().candidate.file()
    #expect(workload.stageFile("decoder", of: file) == nil)
    #expect(workload.codec(of: .endToEnd) == nil)
    #expect(throws: WorkloadError.self) {
      try workload.loadStage("decoder", of: .hybrid, from: file)
    }
  }
}
