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
let southGermanCredit = """
  assay: profile/1
  name: south-german-credit
  summary: Grant or refuse a consumer loan, on 1000 loans of a bank in southern Germany
  workload:
    name: credit-risk
    data:
      path: south_german_credit.csv
      columns:
        status: {role: input, kind: category}
        duration: {role: input, kind: number, as: term}
        credit_history: {role: input, kind: category}
        purpose: {role: input, kind: category}
        amount: {role: input, kind: number, as: amount}
        savings: {role: input, kind: category}
        employment_duration: {role: input, kind: category}
        installment_rate: {role: input, kind: number}
        personal_status_sex: protected
        other_debtors: {role: input, kind: category}
        present_residence: {role: input, kind: number}
        property: {role: input, kind: category}
        age: {role: input, kind: number}
        other_installment_plans: {role: input, kind: category}
        housing: {role: input, kind: category}
        number_credits: {role: input, kind: number}
        job: {role: input, kind: category}
        people_liable: {role: input, kind: category}
        telephone: {role: input, kind: category}
        foreign_worker: protected
        credit_risk: {role: label, positive: 0}   # 0 is a bad credit
  data:
    paired-examples: 1000
    labelling-cost: {paired: 4.00 EUR}
  latency: {budget: 80 ms, at: p99, scenario: server, rate: 50/s}
  regulation: {regimes: [eu-ai-act/annex-iii-5b, gdpr/22], business-critical: true}
  resources: {memory: 512 MiB}
  quality: {target: 0.75, indifference: 0.01}
  priorities: {data: 2, latency: 1, regulation: 3}
  """
