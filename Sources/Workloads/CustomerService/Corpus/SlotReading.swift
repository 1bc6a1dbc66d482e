/// Reads the values of amounts, dates and orders from words: what any back end has.
///
/// Both architectures call it: the hybrid on the spans of its tagger, the network on those it points
/// to. It knows no wordings of closed slots and no names.
package enum SlotReading {
  /// The value that the words of an open slot write; nil where they write none.
  static func value(_ type: SlotType, _ words: [String]) -> String? {
    switch type {
    case .amount: amount(words).map(String.init)
    case .date: date(words)
    case .order: order(words)
    case .person:
      name(words.first == "my" ? Array(words.dropFirst()) : words)
    case .city, .merchant: name(words)
    case .card, .account, .currency: name(words)
    }
  }

  private static func name(_ words: [String]) -> String? {
    let name = words.filter { $0.contains(where: { $0.isLetter || $0.isNumber }) }
      .joined(separator: " ")
    return name.isEmpty ? nil : name
  }

  private static func order(_ words: [String]) -> String? {
    let order = words.joined().filter { $0.isLetter || $0.isNumber }
    return order.contains(where: \.isNumber) ? order : nil
  }

  private static let small: [String: Int] = {
    let ones = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen",
    ]
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    return Dictionary(
      uniqueKeysWithValues: ones.enumerated().map { ($1, $0) }
        + tens.enumerated().map { ($1, 20 + 10 * $0) })
  }()

  /// The most that is read as an amount, in euros.
  private static let largestAmount = 1_000_000_000

  /// A whole number of euros from digits (`1,200`, `2k`) or words (`two hundred and fifty`).
  ///
  /// Nil where the words write no number, or one above ``largestAmount``.
  package static func amount(_ words: [String]) -> Int? {
    var total = 0
    var part = 0
    var isNumber = false
    for word in words {
      if let digits = digits(word) {
        part = digits
      } else if let number = small[word] {
        part += number
      } else if word == "a" {
        part = 1
        continue
      } else if word == "hundred" {
        part = max(part, 1) * 100
      } else if word == "thousand" {
        total += max(part, 1) * 1000
        part = 0
      } else {
        continue
      }
      guard total <= largestAmount, part <= largestAmount else { return nil }
      isNumber = true
    }
    return isNumber && total + part <= largestAmount ? total + part : nil
  }

  private static func digits(_ word: String) -> Int? {
    guard word.first?.isNumber ?? false else { return nil }
    let plain = word.filter { $0 != "," }
    if plain.hasSuffix("k"), let thousands = Int(plain.dropLast()), thousands < 1_000_000 {
      return thousands * 1000
    }
    guard let number = Int(plain), number < 1_000_000_000 else { return nil }
    return number
  }

  /// `today`, `tomorrow`, `friday`, `next-friday`, `03-05`, `03`, `last-month`, `month-end`.
  static func date(_ words: [String]) -> String? {
    let set = Set(words)
    if set.contains("today") { return "today" }
    if set.contains("tomorrow") { return "tomorrow" }
    if let day = words.first(where: Values.weekdays.contains) {
      return set.contains("next") ? "next-\(day)" : day
    }
    if let month = Values.months.firstIndex(where: set.contains) {
      let day = words.lazy.compactMap { word in Int(word.prefix(while: \.isNumber)) }.first
      return padded(month + 1) + (day.map { "-" + padded($0) } ?? "")
    }
    if set.contains("month") {
      if set.contains("last") { return "last-month" }
      if set.contains("end") { return "month-end" }
    }
    return nil
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
