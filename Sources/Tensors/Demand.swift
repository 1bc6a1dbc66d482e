private import CKernels

/// Stops the program on a programmer's error, such as operands whose shapes do not match.
///
/// Unlike `precondition`, it prints its message in release builds too. What input can cause is a
/// `TensorError` instead.
package func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { refuse(message()) }
}

/// Stops the program with a message.
package func refuse(_ message: String) -> Never { unsafe assay_refuse(message) }
