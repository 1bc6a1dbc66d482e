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

  private let patience: Int
  private let paths: [String]
  private var connections: [MessageStream?]

  /// - Parameters:
  ///   - paths: the sockets of the services, in the order in which they are asked.
  ///   - patience: a service that does not answer for so long is taken for dead, in seconds.
  package init(_ paths: [String], patience: Int = 10) {
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
  /// A service that is lost fails all that it had; one that falls silent is not asked again.
  ///
  /// - Returns: the answers in the order of the requests, nil where one failed.
  package mutating func answer(all requests: [[UInt8]]) -> [[UInt8]?] {
    var batch = Batch(requests: requests.count, services: paths.count)
    start(requests, &batch)
    while batch.underWay > 0 {
      let busy = paths.indices.filter { !batch.waiting[$0].isEmpty }
      let ready = LocalSocket.ready(busy.compactMap { connections[$0]?.file }, seconds: patience)
      if ready.isEmpty {
        for service in busy {
          _ = lost(service)
          batch.fail(service)
          batch.silent.insert(service)
        }
      }
      for place in ready {
        let service = busy[place]
        repeat {
          guard !batch.waiting[service].isEmpty else { break }
          receive(from: service, &batch)
        } while connections[service]?.hasMessage ?? false
      }
      start(requests, &batch)
    }
    return batch.answers
  }

  /// Many requests on their way through the services.
  private struct Batch {
    var answers: [[UInt8]?]
    /// Of each service, the requests that it has and has not answered, in order.
    var waiting: [[Int]]
    /// Services that fell silent.
    var silent: Set<Int> = []
    /// The next request to start.
    var next = 0

    init(requests: Int, services: Int) {
      answers = Array(repeating: nil, count: requests)
      waiting = Array(repeating: [], count: services)
    }

    var underWay: Int { waiting.reduce(0) { $0 + $1.count } }

    /// What a service had and has not answered stays without an answer.
    mutating func fail(_ service: Int) { waiting[service] = [] }
  }

  private mutating func start(_ requests: [[UInt8]], _ batch: inout Batch) {
    while batch.underWay < 2 * paths.count, batch.next < requests.count {
      send(requests[batch.next], of: batch.next, to: 0, &batch)
      batch.next += 1
    }
  }

  /// Hands an item's content to a service; where the connection is lost, all that the service had is too.
  private mutating func send(
    _ content: [UInt8], of item: Int, to service: Int, _ batch: inout Batch
  ) {
    guard !batch.silent.contains(service) else { return }
    if (try? send(content, to: service)) != nil {
      batch.waiting[service].append(item)
    } else {
      batch.fail(service)
    }
  }

  /// Takes the next answer of a service and hands it on.
  private mutating func receive(from service: Int, _ batch: inout Batch) {
    do throws(Failure) {
      let content = try receive(from: service)
      let item = batch.waiting[service].removeFirst()
      if service == paths.count - 1 {
        batch.answers[item] = content
      } else {
        send(content, of: item, to: service + 1, &batch)
      }
    } catch {
      // A refusal is one item's; without a connection all that the service had are lost.
      if connections[service] == nil {
        batch.fail(service)
      } else {
        batch.waiting[service].removeFirst()
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
