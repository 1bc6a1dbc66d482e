/// The claims C1–C21 of a widely read article on end-to-end large models against staged ones.
///
/// Each is a hypothesis. The article's figures are its own; none was measured here.
package enum ClaimCatalogue {
  package static let all: [Claim] = [
    Claim(
      "C1",
      "An end-to-end network maps raw input straight to output (waveform, encoder, self-attention,"
        + " decoder, text, such as an RNN-T), where the staged system goes over MFCC, DNN/HMM and an"
        + " n-gram language model.",
      by: "speech-recognition", .rule(.path)),
    Claim(
      "C2",
      "Staged language processing goes over segmentation, word vectors and context encoding to the"
        + " output; end-to-end is one graph.",
      by: "customer-service", .rule(.path)),
    Claim(
      "C3",
      "Architecture: a monolith or explicit interfaces; globally shared parameters or those of"
        + " modules; a black box or partly explicable modules.",
      by: "every workload: parameters by part, reasons traced to a stage", .rule(.structure)),
    Claim(
      "C4",
      "Translation: parts trained apart (3 M word vectors, 60 M encoder, 40 M decoder) against 120 M"
        + " parameters trained together, on the same data.",
      article: "BLEU 28.7 end-to-end, 26.3 staged (WMT14 English–German)", by: "translation",
      .waits("the workload translation")),
    Claim(
      "C5",
      "Joint training needs stronger regularisation (layer normalisation, dropout) against"
        + " overfitting.",
      by: "every neural workload: the study regularisation", .rule(.regularisation)),
    Claim(
      "C6",
      "Speech synthesis: naturalness, delay and prosody control against concatenation.",
      article: "MOS 4.2 to 5.0; delay 200 to 80 ms (−60 %); prosody +35 %", by: "speech-synthesis",
      .waits("the workload speech-synthesis")),
    Claim(
      "C7", "Customer service: six services become one container.",
      article: "GPU memory 32 to 18 GB (−45 %)",
      by: "customer-service, deployed as six processes and as one", .rule(.services)),
    Claim(
      "C8",
      "Low-resource translation: transfer lets end-to-end do with fewer pairs.",
      article: "Swahili to English, 10 k pairs match 50 k staged",
      by: "translation, low-resource protocol",
      .waits("the workload translation, and training from a pretrained model")),
    Claim(
      "C9", "Medical imaging: end-to-end needs more and dearer data.",
      article: "50 k annotated slices against 200 k image–report pairs; cost +300 %",
      by: "medical-imaging, learning curves and labelling cost",
      .waits("the workload medical-imaging")),
    Claim(
      "C10",
      "Long sequences: vanishing gradients (recurrent networks), dispersed attention"
        + " (transformers).",
      by: "long-documents, gradient norm by distance and attention entropy",
      .waits("the workload long-documents")),
    Claim(
      "C11", "End-to-end converges slowly.", article: "3–5 × the training steps",
      by: "every workload: training steps", .rule(.convergence)),
    Claim(
      "C12",
      "Credit risk: a rule such as income ratio > 3 can be traced; end-to-end needs a post-hoc"
        + " explanation such as LIME.",
      article: "explanation confidence 92 % traced, 65 % post-hoc", by: "credit-risk",
      .rule(.reasons)),
    Claim(
      "C13",
      "Matrix, data: end-to-end where large paired data exist; staged where data are scattered or"
        + " dear to label.",
      by: "prior and measured cell; learning curves, the study sites", .rule(.data)),
    Claim(
      "C14",
      "Matrix, latency: end-to-end where less than 100 ms is needed; staged where about a second"
        + " will do.",
      article: "100 ms, 1 s", by: "prior and measured cell", .rule(.latency)),
    Claim(
      "C15",
      "Matrix, regulation: end-to-end for systems that are not business-critical; staged for"
        + " medicine, finance and other fields that must explain.",
      by: "prior and measured cell", .rule(.regulation)),
    Claim(
      "C16",
      "Migrate step by step: try end-to-end first in an auxiliary system such as a recommender.",
      by: "recommendation, migration plan",
      .waits("the workload recommendation; in which order stages are best learned, C17 measures")),
    Claim(
      "C17",
      "Hybrid design: keep the key modules traditional, replace the others one by one.",
      by: "the mix between the two ends: the study stages", .rule(.mix)),
    Claim(
      "C18", "Watch two things in production: performance and interpretability.",
      by: "monitoring", .waits("monitoring of a system in production")),
    Claim(
      "C19", "Future: modular end-to-end found by architecture search.",
      by: "search over stage boundaries", .waits("a search over stage boundaries")),
    Claim(
      "C20", "Future: joint text, image and audio.", by: "multimodal",
      .waits("a multimodal workload")),
    Claim(
      "C21", "Future: continual learning against catastrophic forgetting.",
      by: "continual protocol", .waits("a protocol of continual learning")),
  ]

  package static var ids: [String] { all.map(\.id) }

  /// The claim of an id, in either case; nil where there is none.
  package static func claim(_ id: String) -> Claim? { all.first { $0.id == id.uppercased() } }
}
