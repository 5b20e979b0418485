import Debugging
import Testing

@testable import Engine

@Suite struct MailboxTests {
  @Test func eventsComeInTheOrderPosted() {
    let mailbox = Mailbox()
    mailbox.post(.key(.character("a")))
    mailbox.post(.key(.enter))
    let keys = mailbox.take().compactMap { if case .key(let key) = $0 { key } else { nil } }
    #expect(keys == [.character("a"), .enter])
    #expect(mailbox.take().isEmpty)
  }

  @Test func chunksNearestToThePersonComeFirst() {
    let chunks = EffectRunner.chunks(of: 1000, around: 600)
    #expect(chunks.first?.contains(600) == true)
    #expect(chunks.reduce(0) { $0 + $1.count } == 1000)
    #expect(EffectRunner.chunks(of: 0, around: 0).isEmpty)
  }
}
