import CustomerService
import ModelFiles
import Records
import Testing
import WorkloadKit

@Suite("The six services")
struct ServicesTests {
  @Test("The chain of bytes gives the answer of one process, bit for bit")
  func chain() throws {
    let candidate = try DeadStageBench.suite.get().candidate
    let services = try ServiceChain(candidate.file())
    #expect(services.stages.map(\.name) == ServiceChain.names)
    for item in Samples.items(60, isTest: true) + Samples.items(40) {
      #expect(try services.answer(item.input) == candidate.answer(item.input))
    }
  }

  @Test(
    "Each service's part of the model file is its own: none is in two, and together they are all")
  func parts() throws {
    let file = try DeadStageBench.suite.get().candidate.file()
    var arrays = 0
    for name in ServiceChain.names {
      let part = try #require(CustomerService.stageFile(name, of: file))
      arrays += part.arrays.count
      #expect(part.arrays.keys.allSatisfy { $0.hasPrefix(name) })
      #expect(part.metadata.keys.allSatisfy { $0.hasPrefix(name) })
      let read = try ModelFile(bytes: part.encoded(), path: name)
      for other in ServiceChain.names where other != name {
        #expect(throws: (any Error).self) {
          try CustomerService.loadStage(other, of: .hybrid, from: read)
        }
      }
    }
    #expect(arrays == file.arrays.count)
  }

  @Test("Bytes that are no request, and a stage that there is not, are refused")
  func refusals() throws {
    let services = try ServiceChain(DeadStageBench.suite.get().candidate.file())
    for stage in services.stages {
      #expect(
        throws: WorkloadError(
          "3 bytes are no request to this stage", at: stage.name,
          remedy: "send what the stage before it answered")
      ) { try stage.answer([1, 2, 3]) }
    }
    let workload = try Samples.workload()
    let file = try DeadStageBench.suite.get().candidate.file()
    #expect(CustomerService.stageFile("decoder", of: file) == nil)
    #expect(workload.codec(of: .endToEnd) == nil)
    #expect(throws: WorkloadError.self) {
      try CustomerService.loadStage("decoder", of: .hybrid, from: file)
    }
  }
}
