import Foundation
import Records
import Testing

/// File systems of a few kilobytes and without permission to write, in a namespace of their own, so
/// that the root user is stopped too.
@Suite(
  "Storage that fails",
  .enabled(if: Namespace.isPermitted, "this machine permits no mounts in a user namespace"))
struct StorageTests {
  let run: SharedRun
  let scratch: Scratch

  init() async throws {
    run = try await SharedRun.finished()
    scratch = try Scratch()
  }

  /// Runs a script whose `$run` is a copy of a run on a file system that `$room/fill` fills up.
  private func onFullDisk(_ copy: RunDirectory, _ script: String) async throws -> [Substring] {
    try FileManager.default.createDirectory(
      atPath: scratch.url("room").path, withIntermediateDirectories: true)
    let end = try await Namespace.run(
      """
      room='\(scratch.path)/room'; run="$room/run"; assay='\(Programs.assay)'
      mount -t tmpfs -o size=32m tmpfs "$room"
      cp -a '\(copy.path)' "$run"
      dd if=/dev/zero of="$room/fill" bs=4k 2>/dev/null
      \(script)
      """)
    return end.output.split(separator: "\n")
  }

  @Test("by being full stops a run with what to do, and the run goes on when there is room")
  func fullDisk() async throws {
    let copy = try run.copy(into: scratch, withoutTrials: [17])
    let lines = try await onFullDisk(
      copy,
      """
      "$assay" resume "$run" 2>&1 >/dev/null | tail -1; find "$run" -name '*.tmp' | wc -l
      rm "$room/fill"
      "$assay" resume "$run" >/dev/null 2>&1; echo "then $?"
      "$assay" verify "$run"
      """)
    #expect(
      lines.first?.wholeMatch(
        of:
          #/assay: trial 17 was not done: assay-worker: .*0017\.items\.jsonl: cannot be written: (?:the disk is full|No space left on device); mend that, then continue with 'assay resume .*/room/run'/#
      ) != nil, "\(lines)")
    #expect(lines.dropFirst() == ["0", "then 0", Self.agrees])
  }

  @Test("by being full ends with 75, also where only the conclusion is left to write")
  func fullWhileConcluding() async throws {
    let lines = try await onFullDisk(
      try run.copy(into: scratch),
      """
      "$assay" resume "$run" >/dev/null 2>"$room/../error"; echo "$?"
      sed "s|$room|ROOM|g" "$room/../error"
      """)
    #expect(lines.first == "75")
    #expect(
      lines.last?.wholeMatch(
        of:
          #/assay: ROOM/run/evidence\.json: cannot be written: (?:the disk is full|No space left on device); mend that, then continue with 'assay resume ROOM/run'/#
      ) != nil, "\(lines)")
  }

  @Test("by being full while a run is prepared leaves nothing in the way of starting again")
  func fullWhilePreparing() async throws {
    let profile = try scratch.write(SharedRun.profile(), to: "profile.yaml")
    let refusing = try scratch.script("exit 65", name: "worker")
    let lines = try await onFullDisk(
      try run.copy(into: scratch),
      """
      "$assay" recommend '\(profile)' --output "$room/new" >/dev/null 2>&1; echo "$?"
      rm "$room/fill"; export ASSAY_WORKER='\(refusing)'
      "$assay" recommend '\(profile)' --output "$room/new" 2>&1 | tail -1
      """)
    #expect(["65", "75"].contains(lines.first))
    #expect(lines.last == "assay: no trial was completed: exit code 65")
  }

  @Test("by being read-only can be read, and says why nothing can be added")
  func readOnly() async throws {
    let copy = try run.copy(into: scratch)
    let profile = try scratch.write(SharedRun.profile(), to: "profile.yaml")
    let end = try await Namespace.run(
      """
      run='\(run.directory.path)'; part='\(copy.path)'; assay='\(Programs.assay)'
      mount --bind "$run" "$run"; mount -o remount,bind,ro "$run"
      mount --bind "$part" "$part"; mount -o remount,bind,ro "$part"
      "$assay" verify "$run"; "$assay" show "$run" >/dev/null; echo "show $?"
      "$assay" resume "$part" 2>&1; echo "resume $?"
      "$assay" clean --yes "$run" 2>&1 >/dev/null; echo "clean $?"
      "$assay" recommend '\(profile)' --output "$part/new" 2>&1; echo "recommend $?"
      """)
    #expect(
      end.output == """
        \(Self.agrees)
        show 0
        assay: \(copy.path): cannot be worked in: Read-only file system; mend that, then continue with \
        'assay resume \(copy.path)'
        resume 75
        assay: \(run.directory.path): cannot be worked in: Read-only file system; mend that, then \
        continue with 'assay resume \(run.directory.path)'
        clean 75
        assay: \(copy.path)/new: cannot be made: the file system is read-only; choose a directory that \
        you may write to with --output
        recommend 65

        """)
  }

  static let agrees: Substring = "All 39 checks agree: the decision follows from the records."
}

@Suite("Output that fails")
struct OutputTests {
  @Test("because the disk is full is an error, not a decision that nobody sees")
  func full() async throws {
    let run = try await SharedRun.finished()
    let end = try await Started(
      "/bin/sh", ["-c", "'\(Programs.assay)' show '\(run.directory.path)' >/dev/full"]
    ).end()
    #expect(end.ending == .exit(1))
    #expect(end.error == "assay: the output could not be written: No space left on device\n")
  }

  @Test("because the reader has read enough is the reader's business")
  func closedPipe() async throws {
    let run = try await SharedRun.finished()
    // The sleep lets the reader end before anything is written.
    let end = try await Started(
      "/bin/sh",
      [
        "-c",
        """
        { sleep 0.2; '\(Programs.assay)' show '\(run.directory.path)'; echo "$?" >&2; } | true
        """,
      ]
    ).end()
    #expect(end.ending == .exit(0))
    // 141: ended by SIGPIPE, as programs do whose reader is gone.
    #expect(["0\n", "141\n"].contains(end.error), "\(end.error)")
  }
}

/// A place with mounts of its own, which end with the script.
enum Namespace {
  static let isPermitted: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  static func run(_ script: String) async throws -> Finished {
    try await Started("/usr/bin/env", ["unshare", "-rm", "sh", "-c", script]).end()
  }
}
