#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sockets between processes of one machine, named by a path (unix(7)); nothing listens on a network.
enum LocalSocket {
  /// A socket that waits for connections at a path.
  struct Listener {
    let file: Int32
    fileprivate let path: String
    fileprivate let bound: Identity?

    /// Closes the socket and removes it from the path, unless something else lies there by now.
    func end() {
      close(file)
      if let bound, Identity(path) == bound { _ = unsafe unlink(path) }
    }
  }

  /// Waits for connections at a path; a socket that lay there is removed.
  ///
  /// - Throws: ``MeasuringError`` where the path is too long, anything but a socket lies there, or the
  ///   system refuses.
  static func listen(_ path: String) throws(MeasuringError) -> Listener {
    let socket = try make(path)
    do throws(MeasuringError) {
      if let lying = Identity(path) {
        guard lying.isSocket else {
          throw MeasuringError(
            code: .brokenChannel, message: "\(path) is there and is no socket",
            remedy: "name a path at which nothing lies")
        }
        _ = unsafe unlink(path)
      }
      guard try bound(socket, path), systemListen(socket) else {
        throw failure("cannot be listened at", path)
      }
    } catch {
      close(socket)
      throw error
    }
    return Listener(file: socket, path: path, bound: Identity(path))
  }

  /// What lies at a path, links not followed.
  fileprivate struct Identity: Equatable {
    let device: UInt64
    let node: UInt64
    let isSocket: Bool

    /// Nil where nothing lies there.
    init?(_ path: String) {
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      node = UInt64(truncatingIfNeeded: status.st_ino)
      isSocket = status.st_mode & S_IFMT == S_IFSOCK
    }
  }

  /// Connects to who listens at a path; nil where nobody does.
  ///
  /// A read or a write on the connection gives up after `seconds`.
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
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      _ = unsafe setsockopt(
        socket, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    return socket
  }

  /// Waits until one of the files has something to read, or is closed; the indices of those that are.
  ///
  /// None after `seconds` of silence; without them it waits for as long as it takes.
  static func ready(_ files: [Int32], seconds: Int? = nil) -> [Int] {
    var polled = files.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var count: Int32
    repeat {
      count = unsafe poll(&polled, nfds_t(polled.count), seconds.map { Int32($0 * 1000) } ?? -1)
    } while count < 0 && errno == EINTR
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
