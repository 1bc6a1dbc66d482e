/// The services there are, and what each needs to be told.
struct IntentForm: Sendable {
  var name: String
  /// Asked for in this order where they are missing.
  var required: [SlotType]
  /// The reply where it is carried out; `{…}` stands for an argument.
  var reply: String

  init(_ name: String, _ required: [SlotType], _ reply: String) {
    self.name = name
    self.required = required
    self.reply = reply
  }
}

enum IntentCatalogue {
  static let all: [IntentForm] = [
    IntentForm("card.block", [.card], "Your {card} card is blocked."),
    IntentForm("card.replace", [.card], "A new {card} card is on its way."),
    IntentForm("card.limit", [.card, .amount], "The limit of your {card} card is now {amount}."),
    IntentForm("card.activate", [.card], "Your {card} card is active."),
    IntentForm("card.pin", [.card], "A new PIN for your {card} card is in the mail."),
    IntentForm("transfer.send", [.amount, .person], "{amount} go to {person}."),
    IntentForm("transfer.cancel", [.person], "The transfer to {person} is cancelled."),
    IntentForm("transfer.status", [.person], "The transfer to {person} is under way."),
    IntentForm(
      "transfer.standing", [.amount, .person], "{amount} will go to {person} every month."),
    IntentForm("account.balance", [.account], "The balance of your {account} account follows."),
    IntentForm(
      "account.statement", [.account, .date], "The {date} statement of your {account} account."),
    IntentForm("account.open", [.account], "Your {account} account is open."),
    IntentForm("account.close", [.account], "Your {account} account is closed."),
    IntentForm(
      "charge.dispute", [.merchant, .amount], "We look into the {amount} from {merchant}."),
    IntentForm("charge.refund", [.merchant], "The refund from {merchant} is being traced."),
    IntentForm("travel.notice", [.city], "Your cards will work in {city}."),
    IntentForm(
      "travel.exchange", [.amount, .currency], "{amount} in {currency} are put aside for you."),
    IntentForm("delivery.track", [.order], "Here is where order {order} is."),
    IntentForm("delivery.move", [.order, .date], "Order {order} now comes on {date}."),
    IntentForm("delivery.address", [.order, .city], "Order {order} now goes to {city}."),
    IntentForm("delivery.return", [.order], "A label to return order {order} follows."),
  ]

  static let names = all.map(\.name)
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static func form(_ name: String) -> IntentForm? { byName[name] }
}

/// What is done about an intent with its arguments: the business's own rules.
///
/// An intent is carried out where all it needs is given, and what is missing is asked for. Exceptions
/// come before both.
struct PolicyTable: Sendable, Codable, Equatable {
  /// A case that is treated otherwise.
  struct Exception: Sendable, Codable, Equatable {
    var intent: String
    var slot: SlotType
    /// The value it is about; of an amount, the largest that is still ordinary.
    var value: String
    var step: String

    init(_ intent: String, _ slot: SlotType, _ value: String, _ step: String) {
      self.intent = intent
      self.slot = slot
      self.value = value
      self.step = step
    }

    func applies(to arguments: [SlotType: String]) -> Bool {
      guard let given = arguments[slot] else { return false }
      guard slot == .amount else { return given == value }
      return (Int(given) ?? 0) > (Int(value) ?? .max)
    }
  }

  var exceptions: [Exception]
  /// Whether intents are those of the catalogue; of data from elsewhere a name means nothing here.
  var knowsCatalogue = true

  /// All exceptions of the process.
  static let everyException: [Exception] = [
    Exception("transfer.send", .amount, "5000", "review"),
    Exception("card.block", .card, "business", "business desk"),
    Exception("transfer.cancel", .date, "today", "refuse"),
    Exception("charge.dispute", .amount, "1000", "fraud desk"),
    Exception("account.close", .account, "savings", "adviser"),
    Exception("card.limit", .amount, "3000", "review"),
    Exception("account.open", .account, "youth", "branch"),
    Exception("delivery.move", .date, "today", "refuse"),
    Exception("travel.exchange", .amount, "10000", "review"),
    Exception("card.replace", .card, "virtual", "adviser"),
    Exception("transfer.standing", .amount, "2000", "review"),
    Exception("account.statement", .account, "business", "business desk"),
  ]

  /// What is done.
  func action(intent: String, arguments: [SlotType: String]) -> ServiceAction {
    guard knowsCatalogue, let form = IntentCatalogue.form(intent) else {
      return intent == ServiceAction.outOfScope
        ? .turnedAway : ServiceAction(intent: intent, step: "", arguments: [:])
    }
    let exception = exceptions.first { $0.intent == intent && $0.applies(to: arguments) }
    let missing = form.required.first { arguments[$0] == nil }
    let step = exception?.step ?? missing.map { "ask \($0.rawValue)" } ?? "perform"
    return ServiceAction(intent: intent, step: step, arguments: arguments)
  }
}

/// What the customer reads about an action.
enum Replies {
  static func reply(to action: ServiceAction) -> String {
    if action.intent == ServiceAction.outOfScope {
      return "I am afraid I cannot help with that here."
    }
    if action.step.hasPrefix("ask ") {
      return "Which \(action.step.dropFirst(4)) do you mean?"
    }
    switch action.step {
    case "perform": return filled(action)
    case "review": return "A colleague will look at this and call you."
    case "refuse": return "It is too late to change this today."
    case "branch": return "Please come to a branch for this."
    case "": return "You asked about: \(action.intent)."
    default: return "I put you through to our \(action.step)."
    }
  }

  private static func filled(_ action: ServiceAction) -> String {
    var text = IntentCatalogue.form(action.intent)?.reply ?? ""
    for (slot, value) in action.arguments.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text = text.replacing("{\(slot.rawValue)}", with: value)
    }
    return text
  }
}
