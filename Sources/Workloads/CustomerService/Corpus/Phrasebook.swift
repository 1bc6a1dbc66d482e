/// How customers put things: the phrases of each intent, and the words around them.
///
/// In a phrase, `{slot}` stands for a value, `[a|b]` for one of several wordings, and a word after `*`
/// carries the intent. A phrase after `=` is a sentence; any other starts with a verb, and words such as
/// `i want to` may stand before it. One after `~` is reserved for test items.
enum Phrasebook {
  /// One phrase, its marks read.
  struct Phrase: Sendable {
    var isReserved: Bool
    var isSentence: Bool
    var text: String

    init(_ written: String) {
      var rest = Substring(written)
      isReserved = rest.hasPrefix("~")
      if isReserved { rest = rest.dropFirst() }
      isSentence = rest.hasPrefix("=")
      if isSentence { rest = rest.dropFirst() }
      text = String(rest)
    }
  }

  static let phrases: [String: [Phrase]] =
    cardPhrases.merging(moneyPhrases) { first, _ in first }
    .merging(journeyPhrases) { first, _ in first }
    .mapValues { $0.map(Phrase.init) }
  static let foreign = foreignPhrases.map { $0.map(Phrase.init) }

  static let verbOpeners = [
    "", "", "", "please", "can you", "could you please", "i want to", "i need to",
    "i would like to", "help me", "is it possible to", "i have to", "would you", "kindly",
  ]
  static let greetings = ["hi", "hello", "hey", "good morning", "hello there", "dear team"]
  static let closers = [
    "please", "thanks", "thank you", "as soon as possible", "thanks a lot", "it is urgent",
    "can you help", "best regards",
  ]
  static let asides = [
    "i am at work", "my phone is almost dead", "sorry for the trouble", "i already called twice",
    "i am in a hurry", "nobody could help me so far", "i am on the road", "my wife asked me",
  ]

  /// Canonical words with others that customers write in their place.
  static let synonyms: [(word: String, others: [String])] = [
    ("block", ["freeze", "lock", "stop", "suspend", "disable"]),
    ("replace", ["renew", "exchange", "swap"]),
    ("lost", ["misplaced", "mislaid"]),
    ("stole", ["nicked", "grabbed", "took"]),
    ("broken", ["cracked", "defective", "faulty"]),
    ("damaged", ["scratched", "ruined"]),
    ("limit", ["cap", "ceiling", "maximum"]),
    ("raise", ["increase", "lift", "up"]),
    ("lower", ["reduce", "decrease"]),
    ("activate", ["enable", "unlock", "start"]),
    ("pin", ["code", "passcode"]),
    ("reset", ["renew", "redo"]),
    ("transfer", ["wire", "send", "move", "remit"]),
    ("cancel", ["stop", "revoke", "recall", "undo", "drop"]),
    ("status", ["state", "progress"]),
    ("arrive", ["turn up", "get there", "come in"]),
    ("pending", ["stuck", "hanging"]),
    ("balance", ["funds", "standing"]),
    ("statement", ["report", "summary", "overview"]),
    ("open", ["create", "start", "set up"]),
    ("close", ["shut", "end", "dissolve"]),
    ("dispute", ["contest", "challenge", "question", "report"]),
    ("charge", ["debit", "booking", "payment"]),
    ("refund", ["reimbursement", "repayment"]),
    ("travelling", ["going", "heading"]),
    ("trip", ["journey", "travels", "tour"]),
    ("exchange", ["change", "swap"]),
    ("track", ["trace", "follow", "locate", "find"]),
    ("order", ["parcel", "package", "shipment"]),
    ("deliver", ["bring", "drop off"]),
    ("reschedule", ["delay", "shift"]),
    ("address", ["destination", "street"]),
    ("return", ["give back", "hand back"]),
    ("label", ["sticker", "slip"]),
    ("monthly", ["regularly", "each month"]),
    ("mortgage", ["home loan"]),
    ("insurance", ["cover", "policy"]),
  ]
  static let synonymsOf = Dictionary(uniqueKeysWithValues: synonyms.map { ($0.word, $0.others) })

  /// Words with the short forms that customers type.
  static let abbreviations: [(word: String, short: String)] = [
    ("please", "pls"), ("you", "u"), ("account", "acct"), ("tomorrow", "tmrw"),
    ("are", "r"), ("thanks", "thx"), ("order", "ord"), ("because", "bc"), ("and", "n"),
    ("month", "mth"), ("statement", "stmt"), ("transfer", "trf"), ("card", "crd"),
    ("number", "nr"), ("monday", "mon"), ("friday", "fri"),
    ("saturday", "sat"), ("december", "dec"), ("january", "jan"), ("balance", "bal"),
    ("address", "addr"),
  ]
}
