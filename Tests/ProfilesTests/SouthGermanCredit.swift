import Foundation

/// The least that a profile must say.
let minimal = """
  assay: profile/1
  name: least
  workload: credit-risk
  data: {paired-examples: 1}
  latency: {budget: 1 s}
  """

/// A profile of the South German Credit data (Grömping 2019, UCI 522), whose file lies elsewhere.
///
/// The label is 0 for bad credits. Codes of the code table are categories, save three that grow with
/// what they count; `personal_status_sex` and `foreign_worker` are protected.
let southGermanCredit =
  (try? String(
    contentsOf: testFolder.appending(path: "south-german-credit.yaml"), encoding: .utf8)) ?? ""
