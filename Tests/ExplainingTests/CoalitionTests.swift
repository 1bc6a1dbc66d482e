import Explaining
import Testing

struct CoalitionTests {
  @Test(
    "A coalition knows its members, their number and those who are absent",
    arguments: [1, 5, 63, 64, 65, 128, 130])
  func members(units: Int) {
    let members = (0..<units).filter { $0 % 3 == 0 }
    let coalition = Coalition(units: units, members: members)
    #expect(coalition.members == members)
    #expect(coalition.count == members.count)
    #expect(coalition.present == (0..<units).map { $0 % 3 == 0 })
    #expect(coalition.complement.members == (0..<units).filter { $0 % 3 != 0 })
    #expect(coalition.complement.complement == coalition)
    #expect(Coalition.whole(units: units) == Coalition(units: units, members: 0..<units))
  }

  @Test("A unit that joins and leaves again leaves the coalition as it was", arguments: [3, 100])
  func leaving(units: Int) {
    var coalition = Coalition(units: units, members: [0, 2])
    let before = coalition
    coalition[units - 1] = true
    #expect(coalition[units - 1])
    coalition = Coalition(units: units, members: coalition.members)
    coalition[units - 1] = before[units - 1]
    #expect(coalition == before)
  }

  @Test("No units make one coalition")
  func empty() {
    #expect(Coalition(units: 0) == Coalition.whole(units: 0))
    #expect(Coalition(units: 0).present == [])
  }
}
