/// The values that slots take in the embedded corpus.
///
/// Of people, cities and merchants the last sixth is reserved for test items.
enum Values {
  /// A value of a closed slot with its wordings, the most ordinary first.
  typealias Closed = [(value: String, wordings: [String])]

  static let cards: Closed = [
    ("debit", ["debit card", "bank card", "maestro card", "giro card"]),
    ("credit", ["credit card", "visa", "mastercard", "charge card"]),
    ("gold", ["gold card", "premium card", "platinum card"]),
    ("business", ["business card", "company card", "work card"]),
    ("travel", ["travel card", "holiday card", "multi currency card"]),
    ("virtual", ["virtual card", "online card", "digital card"]),
  ]
  static let accounts: Closed = [
    ("current", ["current account", "checking account", "main account", "everyday account"]),
    ("savings", ["savings account", "savings", "nest egg", "deposit account"]),
    ("joint", ["joint account", "shared account", "family account"]),
    ("business", ["business account", "company account", "firm account"]),
    ("youth", ["youth account", "student account", "kids account"]),
  ]
  static let currencies: Closed = [
    ("usd", ["us dollars", "dollars", "usd", "bucks"]),
    ("gbp", ["pounds", "british pounds", "gbp", "sterling"]),
    ("chf", ["swiss francs", "francs", "chf"]),
    ("jpy", ["yen", "japanese yen", "jpy"]),
    ("sek", ["swedish kronor", "kronor", "sek"]),
    ("pln", ["zloty", "polish zloty", "pln"]),
  ]
  static let firstNames = [
    "anna", "ben", "clara", "david", "elena", "felix", "greta", "hassan", "ines", "jonas", "karin",
    "liam", "maria", "noah", "olga", "paul", "rosa", "samir", "tina", "viktor", "yasmin", "marco",
    "julia", "oskar", "nadia", "peter", "sofia", "tomas", "laura", "emil", "farah", "henrik",
    "bruno", "wanda", "ivan", "leonie", "quentin", "zoe", "ramon", "birgit",
  ]
  static let surnames = [
    "schmidt", "novak", "rossi", "jensen", "keller", "moreau", "silva", "weber", "nowak", "haas",
    "lindgren", "petrov", "santos", "vogel", "brandt", "costa", "dubois", "yilmaz", "fischer",
    "okafor", "larsen", "murphy", "conti", "hansen", "baumann", "kovacs", "ferrari", "ziegler",
  ]
  static let relations = [
    "my landlord", "my sister", "my brother", "my mother", "my father", "my flatmate",
    "my daughter", "my accountant",
  ]
  static let cities = [
    "berlin", "lisbon", "vienna", "madrid", "oslo", "prague", "dublin", "warsaw", "athens",
    "zurich", "hamburg", "porto", "milan", "geneva", "krakow", "new york", "tokyo", "istanbul",
    "bangkok", "cape town", "toronto", "helsinki", "antwerp", "seville", "naples", "glasgow",
    "buenos aires", "salzburg", "valencia", "bergen", "leipzig", "san diego", "nairobi", "osaka",
    "gothenburg", "la paz",
  ]
  static let merchants = [
    "corner bakery", "north star books", "bluebird cafe", "citymart", "techworld", "green grocer",
    "silverline hotels", "pedalhaus", "sunset travel", "gardenia", "fitbox", "luma cinema",
    "papertrail", "quickfuel", "stella pizza", "harbour tours", "moonlight records", "vitashop",
    "woolly and co", "rapid rail", "casa verde", "petpalace", "brightlamp", "orchard market",
    "skyparks", "old mill", "lakeside spa", "tinker tools", "velvet shoes", "ember grill",
  ]
  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// How many of a list training items draw from.
  static func open(_ count: Int) -> Int { count - count / 6 }
}
