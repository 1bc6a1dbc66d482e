package import Records

/// The profile that a new project starts from.
package enum ProfileTemplate {
  /// A commented profile of a workload; it can be read as it stands.
  ///
  /// - Parameter workload: The workload that stands for the project.
  /// - Returns: The text of the file.
  package static func text(workload: WorkloadDescriptor) -> String {
    let options = workload.options.map { option in
      """
      #   \(option.name): \(plain(option.defaultValue))    \
      # \(plain(option.range.lowerBound)) to \(plain(option.range.upperBound)): \(option.summary)

      """
    }
    return """
      # A profile of assay. Every number below is an example: put your project's own in its place.
      # Each key is explained in docs/profile.md; `assay validate` checks the file.
      assay: profile/1
      name: my-project                 # used in the names of runs
      summary: What the system decides, in one sentence

      # \(workload.title): \(workload.summary)
      workload: \(workload.name)
      # With options, or with your own data, write instead:
      # workload:
      #   name: \(workload.name)
      \(options.joined())\
      #   data:
      #     path: data.csv             # relative to this file's folder
      #     columns:
      #       amount: input            # input | protected | group | time | split
      #       outcome: {role: label, positive: 1}

      data:
        paired-examples: 10k           # raw input with final label: 900, 120k, 1.5M
        stage-annotations: 0           # labels for single stages of the hybrid
        distribution: central          # central | scattered
        # sites: 5                     # for scattered, and only there
        labelling-cost: {paired: 0 EUR, stage: 0 EUR}

      latency:
        budget: 100 ms                 # us, ms, s or min
        at: p99                        # p50 | p90 | p95 | p99 | p99.9
        scenario: single-stream        # single-stream | server | offline
        # rate: 50/s                   # for the scenario server, and only there

      regulation:
        regimes: []                    # such as [gdpr/22, ecoa/reg-b]
        business-critical: false       # can a wrong answer do serious harm?

      resources:
        memory: 512 MiB                # remove the line for no limit

      # deployment: {parameters: {end-to-end: 120M, hybrid: 40M}}   # measured at this size too

      quality:
        # target: 0.75                 # the least acceptable headline score
        indifference: 0.005            # the difference that does not matter

      # policy: {necessity: 0.5, disparate-impact: 0.8}   # your own thresholds; see docs/profile.md

      priorities: {data: 1, latency: 1, regulation: 1}

      # unknown: [data.paired-examples]   # the keys above whose values are only guesses
      # studies: none                     # all | none | a list, such as [knowledge, stages]

      """
  }

  private static func plain(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
