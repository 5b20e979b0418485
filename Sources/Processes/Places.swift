import CProcess
import Conversation
import Glibc

/// The child's descriptors while they are gathered: place by place, each source kept open until the start.
struct Places {
  /// nil: as ours, or the terminal's.
  private(set) var numbers: [Int32?]
  private var owners: [Descriptor] = []

  init(count: Int) { numbers = Array(repeating: nil, count: count) }

  /// Connects a standard stream and returns our end of it, where it is a pipe.
  mutating func connect(
    _ place: Int, _ stream: Launch.Stream, toTerminal: Bool
  ) throws(Failure) -> Descriptor? {
    if toTerminal { return nil }
    switch stream {
    case .inherited:
      return nil
    case .null:
      let number = open("/dev/null", O_RDWR | O_CLOEXEC)
      guard number >= 0 else { throw Failure.system("/dev/null cannot be opened", errno) }
      try put(Descriptor(owning: number), at: place)
      return nil
    case .descriptor(let descriptor):
      try put(descriptor, at: place)
      return nil
    case .pipe:
      let (read, write) = try Descriptor.pipe()
      let ours = place == 0 ? write : read
      ours.setNonblocking()
      try put(place == 0 ? read : write, at: place)
      return ours
    }
  }

  /// Gives the child `descriptor` at `place`, from a number that no place overwrites.
  mutating func put(_ descriptor: Descriptor, at place: Int) throws(Failure) {
    var source = descriptor
    if descriptor.number < numbers.count {
      let number = cprocess_duplicate(descriptor.number, Int32(numbers.count))
      guard number >= 0 else { throw Failure.system("a descriptor cannot be duplicated", errno) }
      source = Descriptor(owning: number)
    }
    owners.append(source)
    numbers[place] = source.number
  }
}
