import Records
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
  import Dispatch
#endif

/// Lets a worker end with the process that started it, even where that was killed outright.
package enum ParentWatch {
  /// The parent to end with; 0 for none.
  private static let parent = Atomic<Int32>(0)

  /// Ends this process, now or later, when the parent named in `ASSAY_PARENT` is gone.
  ///
  /// Without that variable, as in a cluster's job, nothing happens. On Linux the kernel sends a
  /// signal (`PR_SET_PDEATHSIG`) when the **thread** ends that started this process, and again when
  /// that thread's process does; so the handler asks `getppid` which of the two it was. A parent
  /// that ended before this call is noticed by the same question. Exit code 75: interrupted.
  package static func dieWithParent() {
    guard let text = unsafe getenv(WorkerEnvironment.parent).map({ unsafe String(cString: $0) }),
      let identifier = Int32(text)
    else { return }
    parent.store(identifier, ordering: .sequentiallyConsistent)
    #if canImport(Darwin)
      watch(identifier)
    #else
      arm()
    #endif
    // After arming, since a parent may end in between.
    if getppid() != identifier { _exit(interrupted) }
  }

  #if canImport(Darwin)
    private static let watcher = Mutex<(any DispatchSourceProcess)?>(nil)

    private static func watch(_ identifier: Int32) {
      let source = DispatchSource.makeProcessSource(
        identifier: identifier, eventMask: .exit, queue: .global())
      source.setEventHandler { _exit(interrupted) }
      source.resume()
      watcher.withLock { $0 = source }
    }
  #else
    private static func arm() {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { _ in
        // Only calls that POSIX allows in a handler.
        if getppid() != ParentWatch.parent.load(ordering: .relaxed) { _exit(interrupted) }
      }
      action.sa_flags = Int32(SA_RESTART)
      unsafe sigaction(SIGUSR2, &action, nil)
      _ = setDeathSignal(SIGUSR2)
    }

    /// `prctl` is variadic, which Swift does not import; its raw system call is no better.
    private static func setDeathSignal(_ signal: Int32) -> Bool {
      typealias Control = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
      let setDeathSignal: Int32 = 1  // PR_SET_PDEATHSIG in <linux/prctl.h>
      guard let symbol = unsafe dlsym(nil, "prctl") else { return false }
      return unsafe unsafeBitCast(symbol, to: Control.self)(
        setDeathSignal, UInt(signal), 0, 0, 0) == 0
    }
  #endif
}

/// The exit code of an interrupted worker (EX_TEMPFAIL): the work can be taken up again.
private let interrupted: Int32 = 75
