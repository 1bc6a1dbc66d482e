#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The front of services that each run in a process of their own: it asks one after the other.
///
/// Every answer is the next one's request. A service that is gone fails the request that meets it; the next
/// request looks for it again, so a restarted service is found without a word.
package struct ServiceChain {
  /// Why a request has no answer.
  package struct Failure: Error, Equatable {
    /// The place of the service in the chain.
    package let service: Int
    package let reason: String

    package init(service: Int, reason: String) {
      self.service = service
      self.reason = reason
    }
  }

  /// A service that does not answer for so long is taken for dead, in seconds.
  package static let patience = 10

  private let patience: Int
  private let paths: [String]
  private var connections: [MessageStream?]

  /// - Parameters:
  ///   - paths: the sockets of the services, in the order in which they are asked.
  ///   - patience: seconds after which a service that does not answer is taken for dead.
  package init(_ paths: [String], patience: Int = Self.patience) {
    self.paths = paths
    self.patience = patience
    connections = paths.map { _ in nil }
    signal(SIGPIPE, SIG_IGN)
  }

  /// Connects to every service.
  ///
  /// - Throws: ``Failure`` naming the first that does not listen.
  package mutating func connect() throws(Failure) {
    for index in paths.indices { try connect(index) }
  }

  /// Sends a request through all services and calls `mark` as each has answered.
  ///
  /// - Throws: ``Failure`` of the service that refused it, or is gone.
  package mutating func answer(
    _ request: [UInt8], mark: () -> Void = {}
  ) throws(Failure) -> [UInt8] {
    var content = request
    for index in paths.indices {
      try send(content, to: index)
      content = try receive(from: index)
      mark()
    }
    return content
  }

  /// Sends many requests through, so many of them under way at once that every service has work.
  ///
  /// - Returns: the answers in the order of the requests, nil where one failed.
  package mutating func answer(all requests: [[UInt8]]) -> [[UInt8]?] {
    var answers: [[UInt8]?] = requests.map { _ in nil }
    // Of each service, the requests that it has and has not answered, in order.
    var waiting: [[Int]] = paths.map { _ in [] }
    var next = 0
    var underWay = 0
    // Without a connection all that a service had are lost.
    func hand(_ item: Int, _ content: [UInt8], to service: Int) {
      if (try? send(content, to: service)) != nil {
        waiting[service].append(item)
      } else {
        underWay -= 1 + waiting[service].count
        waiting[service] = []
      }
    }
    while true {
      while underWay < 2 * paths.count, next < requests.count {
        underWay += 1
        hand(next, requests[next], to: 0)
        next += 1
      }
      let busy = paths.indices.filter { !waiting[$0].isEmpty }
      guard !busy.isEmpty else { return answers }
      let ready = LocalSocket.ready(busy.compactMap { connections[$0]?.file }, seconds: patience)
      if ready.isEmpty {
        for service in busy {
          _ = lost(service)
          underWay -= waiting[service].count
          waiting[service] = []
        }
      }
      for service in ready.map({ busy[$0] }) {
        repeat {
          guard let item = waiting[service].first else { break }
          do throws(Failure) {
            let content = try receive(from: service)
            waiting[service].removeFirst()
            if service == paths.count - 1 {
              answers[item] = content
              underWay -= 1
            } else {
              hand(item, content, to: service + 1)
            }
          } catch {
            // A refusal is one item's.
            let lost = connections[service] == nil ? waiting[service].count : 1
            waiting[service].removeFirst(lost)
            underWay -= lost
          }
        } while connections[service]?.hasMessage ?? false
      }
    }
  }

  private mutating func connect(_ index: Int) throws(Failure) {
    guard connections[index] == nil else { return }
    guard let file = try? LocalSocket.connect(paths[index], seconds: patience) else {
      throw Failure(service: index, reason: "nobody listens at its socket")
    }
    connections[index] = MessageStream(file: file)
  }

  private mutating func send(_ content: [UInt8], to index: Int) throws(Failure) {
    try connect(index)
    guard let connection = connections[index], connection.send(.request, content) else {
      throw lost(index)
    }
  }

  private mutating func receive(from index: Int) throws(Failure) -> [UInt8] {
    guard let message = connections[index]?.receive() else { throw lost(index) }
    guard message.kind == .answer else {
      throw Failure(service: index, reason: String(decoding: message.content, as: UTF8.self))
    }
    return message.content
  }

  private mutating func lost(_ index: Int) -> Failure {
    if let connection = connections[index] { close(connection.file) }
    connections[index] = nil
    return Failure(service: index, reason: "it is gone")
  }
}
