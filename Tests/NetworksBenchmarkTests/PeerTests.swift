import BenchmarkPeers
import Foundation
import NetworksBenchmark
import Testing

@Suite("The peer's lines")
struct PeerTests {
  @Test(
    "A command holds what it says and leaves out the rest",
    arguments: [
      (PeerCommand("versions"), #"{"command":"versions"}"#),
      (PeerCommand("load", net: "mlp", file: "a"), #"{"command":"load","file":"a","net":"mlp"}"#),
      (
        PeerCommand("answer", runtime: "torch", compiled: false, count: 3),
        #"{"command":"answer","compiled":false,"count":3,"runtime":"torch"}"#
      ),
    ])
  func commands(command: PeerCommand, line: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(command), as: UTF8.self) == line)
  }

  @Test("A reply is what was asked for, or the peer's error")
  func replies() throws {
    func reply(_ line: String) throws -> String {
      switch try JSONDecoder().decode(PeerReply<PeerVersions>.self, from: Data(line.utf8)) {
      case .value(let versions): versions.torch
      case .error(let message): "error: \(message)"
      }
    }
    let versions =
      #"{"torch": "2.1", "onnxruntime": "1.3", "python": "3.1", "mkl": true, "threads": 1}"#
    #expect(try reply(versions) == "2.1")
    #expect(try reply(#"{"error": "nothing is loaded"}"#) == "error: nothing is loaded")
    #expect(throws: DecodingError.self) { try reply(#"{"torch": "2.1"}"#) }
  }

  @Test("What is installed is current only where its stamp is the requirements' digest")
  func stamps() {
    #expect(PeerInstallation.isCurrent(stamp: "1f", digest: "1f"))
    #expect(!PeerInstallation.isCurrent(stamp: "1f\n", digest: "1f"))
    #expect(!PeerInstallation.isCurrent(stamp: nil, digest: "1f"))
  }
}

@Suite("Tables for the terminal")
struct TextTableTests {
  @Test("Columns are as wide as their widest cell, with a rule below the head")
  func columns() {
    var table = TextTable(["net", "µs", ""])
    table.add(["transformer", "1"])
    table.add(["mlp", "12", "met"])
    #expect(
      table.text == """
        net          µs
        ───────────  ──  ───
        transformer  1
        mlp          12  met
        """)
  }
}
