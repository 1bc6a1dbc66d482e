import Regimes
import Schema

extension ProfileForm {
  /// The user's own thresholds; one that is missing rules nothing out.
  static var policy: Shape<Profile.PolicySection> {
    .object(
      "a mapping",
      share(.necessity, "The least necessity of named reasons, as a share."),
      share(.disparateImpact, "The least disparate-impact ratio."),
      share(.sufficiency, "The least sufficiency of named reasons, as a share."),
      share(
        .necessityAndSufficiency,
        "The least share of decisions whose reasons are both necessary and sufficient."),
      share(.calibrationError, "The greatest expected calibration error."),
      .optional(
        PolicyFigure.explanationTime.key, .quantity(.duration),
        "The longest median time to explain a decision.")
    ) { _, necessity, impact, sufficiency, both, calibration, time in
      Profile.PolicySection(
        necessity: necessity, disparateImpact: impact, sufficiency: sufficiency,
        necessityAndSufficiency: both, calibrationError: calibration, explanationTime: time)
    }
  }

  private static func share(_ figure: PolicyFigure, _ meaning: String) -> Field<Double?> {
    .optional(
      figure.key, .number(.within(0...1), example: "\(figure.defaultThreshold)"), meaning)
  }
}
