/// The parameters of each layer by its sizes, for counts that build nothing.
package enum ParameterCounts {
  package static func dense(_ inputs: Int, _ outputs: Int) -> Int { (inputs + 1) * outputs }

  package static func convolution(_ channels: Int, _ outputs: Int, kernel: Int) -> Int {
    dense(kernel * channels, outputs)
  }

  package static func embedding(_ entries: Int, _ width: Int) -> Int { entries * width }

  package static func gru(_ channels: Int, _ hidden: Int) -> Int {
    3 * hidden * (channels + hidden + 2)
  }

  package static func lstm(_ channels: Int, _ hidden: Int) -> Int {
    4 * hidden * (channels + hidden + 2)
  }

  package static func attention(_ width: Int) -> Int { 4 * dense(width, width) }

  package static func layerNorm(_ columns: Int) -> Int { 2 * columns }
}
