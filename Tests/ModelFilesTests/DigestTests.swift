import ModelFiles
import Testing

struct DigestTests {
  /// The first three from FIPS 180-4's examples and NIST's test vectors; the others from Python's
  /// hashlib, around the lengths at which the padding takes another block.
  @Test(
    "SHA-256 has the published values",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
      ("x", 55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"),
      ("x", 56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"),
      ("x", 63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"),
      ("x", 64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"),
      ("x", 65, "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"),
    ])
  func published(_ text: String, _ repeats: Int, _ expected: String) {
    #expect(Digest.sha256(String(repeating: text, count: repeats).utf8) == expected)
  }

  @Test("A file that is not there is an error that names it")
  func missing() {
    let error = #expect(throws: ModelFileError.self) {
      try Digest.sha256(ofFile: "/nowhere/at/all")
    }
    #expect(error?.code == .unreadable)
    #expect(error?.path == "/nowhere/at/all")
  }
}
