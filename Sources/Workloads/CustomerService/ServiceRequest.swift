
/// What a customer writes.
package struct ServiceRequest: Sendable, Hashable {
  package var text: String

  package init(text: String) { self.text = text }
}
