private import CKernels

/// A layer norm's result with what its derivative needs.
package struct Normalised: Sendable {
  /// Scaled and shifted: `[..., columns]`.
  package let output: Tensor
  /// Of mean 0 and variance 1 in each row: `[..., columns]`.
  package let normalised: Tensor
  /// 1 / √(variance + ε) of each row: `[rows]`.
  package let inverseDeviation: Tensor

  /// The gradient at the input of the layer norm.
  ///
  /// # Shapes
  /// - gradient: `[..., columns]`
  /// - scale: `[columns]`
  /// - result: `[..., columns]`
  package func derivative(_ gradient: Tensor, scale: Tensor) -> Tensor {
    let shape = normalised.shape
    demand(
      gradient.shape == shape && scale.shape.count == shape.last,
      "layer norm derivative: \(shape) with \(gradient.shape) and scale \(scale.shape)")
    return unsafe Tensor(filling: shape) { out in
      unsafe normalised.reading { rows in
        unsafe inverseDeviation.reading { inverse in
          unsafe scale.reading { scale in
            unsafe gradient.reading {
              unsafe assay_layer_norm_derivative(
                rows, inverse, scale, $0, out, shape.rows, shape.last)
            }
          }
        }
      }
    }
  }
}

extension Tensor {
  /// Brings each row to mean 0 and variance 1, then scales and shifts (Ba, Kiros & Hinton 2016).
  ///
  /// # Shapes
  /// - self: `[..., columns]`
  /// - scale, shift: `[columns]`
  /// - result: `[..., columns]`
  package func layerNormalised(scale: Tensor, shift: Tensor, epsilon: Float) -> Normalised {
    let (rows, columns) = (shape.rows, shape.last)
    demand(
      scale.shape.count == columns && shift.shape.count == columns,
      "layer norm: \(shape) with scale \(scale.shape) and shift \(shift.shape)")
    var normalised = Tensor(repeating: 0, shape)
    var inverse = Tensor(repeating: 0, Shape(rows))
    let output = unsafe Tensor(filling: shape) { out in
      unsafe normalised.writing { normalised in
        unsafe inverse.writing { inverse in
          unsafe reading { x in
            unsafe scale.reading { scale in
              unsafe shift.reading {
                unsafe assay_layer_norm(
                  x, scale, $0, epsilon, out, normalised, inverse, rows, columns)
              }
            }
          }
        }
      }
    }
    return Normalised(output: output, normalised: normalised, inverseDeviation: inverse)
  }
}
