extension Phrasebook {
  /// What no service is there for, in the style of the rest; the last topics are reserved.
  static let foreignPhrases: [[String]] = [
    [
      "get a *mortgage [|of {amount}]", "=what are the *rates for a *mortgage",
      "*finance a *house in {city}",
    ],
    [
      "*insure my [*car|*bike|*flat]", "=does my {card} include travel *insurance",
      "=what does *insurance for {city} cost",
    ],
    [
      "*buy [*bitcoin|*shares|*gold] for {amount}", "=how do i *invest {amount}",
      "=should i *sell my *shares [|on {date}]",
    ],
    ["=are you *hiring in {city}", "*apply for a *job at your bank", "=i sent my *application"],
    [
      "=the *app *crashes all the time", "*update the *app on my phone",
      "=i cannot *log *in to the *website",
    ],
    [
      "=what is the *weather in {city} [|{date}]", "*book a *hotel in {city} [|for {date}]",
      "find a *flight to {city} [|{date}]",
    ],
    [
      "*file my *taxes", "=how do i *declare {amount} in my *tax return", "=what is my *tax number",
    ],
    [
      "=when does your branch in {city} *open", "=where is the next *cash *machine in {city}",
      "*make an *appointment in {city} [|on {date}]",
    ],
    [
      "reserve a *table at {merchant}", "=is {merchant} *open {date}",
      "*rate my visit to {merchant}",
    ],
    [
      "*lend me {amount}", "=may i *overdraw my {account} by {amount}",
      "=i need a *loan [|of {amount}]",
    ],
    ["tell me a *joke", "=are you a *robot", "=who are *you", "=that was *great"],
    ["=your *service is *terrible", "*complain about {person}", "=i want to talk to the *boss"],
    ["*sell my *phone to {person}", "=how do i *cook for {person}", "*call {person}"],
    ["*translate this letter", "=what is the *capital of peru", "play some *music"],
    // Reserved for test items.
    ["*donate {amount} to a *charity", "=which *charities do you *support"],
    ["*split the bill with {person}", "=*share the *dinner of {date} with {person}"],
    ["*recharge my *phone with {amount}", "=my *prepaid *credit is *empty"],
    ["=what is the *password of the *wifi", "*connect me to the *network in {city}"],
  ]
  static let reservedForeignTopics = 4
}
