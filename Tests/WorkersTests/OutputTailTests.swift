import Testing

import Workers

struct OutputTailTests {
  @Test("A kept end never starts inside a character")
  func boundary() {
    let tail = OutputTail()
    tail.append(Array(String(repeating: "é", count: OutputTail.limit).utf8) + [0x61])
    // 4096 bytes end with 'a', so the first of them is the second byte of an é.
    #expect(tail.text == String(repeating: "é", count: OutputTail.limit / 2 - 1) + "a")
  }

  @Test("What could steer a terminal is shown, not obeyed")
  func escapes() {
    let tail = OutputTail()
    tail.append(Array("\n\u{1b}[2Jgone\u{7f}\u{9b}\u{202e}\tbut\nthere \n".utf8))
    #expect(tail.text == #"\u{1B}[2Jgone\u{7F}\u{9B}\u{202E}"# + "\tbut\nthere")
  }
}
