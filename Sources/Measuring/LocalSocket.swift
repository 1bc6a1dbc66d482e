#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sockets between processes of one machine, named by a path (unix(7)); nothing listens on a network.
enum LocalSocket {
  /// Waits for connections at a path; a socket that lay there is removed, and no other file.
  ///
  /// - Throws: ``MeasuringError`` where the path is too long, another file lies there, or the system
  ///   refuses.
  static func listen(_ path: String) throws(MeasuringError) -> Int32 {
    if let isSocket = isSocket(path) {
      guard isSocket else {
        throw MeasuringError(
          code: .brokenChannel, message: "\(path) is a file, and no socket",
          remedy: "name a path where nothing lies")
      }
      _ = unsafe unlink(path)
    }
    let socket = try make(path)
    guard try bound(socket, path), systemListen(socket) else {
      defer { close(socket) }
      throw failure("cannot be listened at", path)
    }
    return socket
  }

  /// Whether what lies at a path is a socket; nil where nothing does.
  private static func isSocket(_ path: String) -> Bool? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFSOCK
  }

  /// Connects to who listens at a path; nil where nobody does.
  ///
  /// Reads and writes on the connection give up after `seconds`.
  ///
  /// - Throws: ``MeasuringError`` where the path is too long or there are no sockets left.
  static func connect(_ path: String, seconds: Int) throws(MeasuringError) -> Int32? {
    let socket = try make(path)
    var address = try self.address(path)
    let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        unsafe systemConnect(socket, general, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isConnected else {
      close(socket)
      return nil
    }
    var limit = timeval(tv_sec: .init(seconds), tv_usec: 0)
    for side in [SO_RCVTIMEO, SO_SNDTIMEO] {
      _ = unsafe setsockopt(
        socket, SOL_SOCKET, side, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    return socket
  }

  /// Waits until one of the files has something to read, or is closed.
  ///
  /// - Parameters:
  ///   - files: what is waited for.
  ///   - seconds: how long; for ever unless given.
  /// - Returns: the indices of the files that are ready; none after so long.
  static func ready(_ files: [Int32], seconds: Int? = nil) -> [Int] {
    var polled = files.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let limit = seconds.map { Int32(clamping: 1000 * $0) } ?? -1
    var count: Int32
    repeat {
      count = unsafe poll(&polled, nfds_t(polled.count), limit)
    } while count < 0
      && errno == EINTR
    guard count > 0 else { return [] }
    return polled.indices.filter { polled[$0].revents != 0 }
  }

  private static func make(_ path: String) throws(MeasuringError) -> Int32 {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let made = socket(AF_UNIX, kind, 0)
    guard made >= 0 else { throw failure("has no socket", path) }
    _ = fcntl(made, F_SETFD, FD_CLOEXEC)
    return made
  }

  private static func bound(_ socket: Int32, _ path: String) throws(MeasuringError) -> Bool {
    var address = try self.address(path)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        unsafe bind(socket, general, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  private static func address(_ path: String) throws(MeasuringError) -> sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else {
      throw MeasuringError(
        code: .brokenChannel, message: "the socket's path is too long: \(path)",
        remedy: "set TMPDIR to a folder with a shorter path")
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
      unsafe place.copyBytes(from: bytes)
    }
    return address
  }

  private static func failure(_ what: String, _ path: String) -> MeasuringError {
    MeasuringError(code: .brokenChannel, message: "\(path) \(what): \(SystemFile.lastFailure)")
  }
}

private func systemListen(_ socket: Int32) -> Bool { listen(socket, 16) == 0 }

private func systemConnect(
  _ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
) -> Int32 {
  unsafe connect(socket, address, length)
}
