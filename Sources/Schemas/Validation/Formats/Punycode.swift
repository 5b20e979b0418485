/// Punycode (RFC 3492), as host names use it behind "xn--".
enum Punycode {
  /// The characters of a label that starts with "xn--"; nil for others, and for text that is none.
  static func decoded(label: String) -> [Unicode.Scalar]? {
    let written = Array(label.lowercased().utf8)
    guard written.count > 4, label.lowercased().hasPrefix("xn--") else { return nil }
    let digits = written[4...]
    var output: [UInt32] = []
    var rest = digits
    if let hyphen = digits.lastIndex(of: 0x2D) {
      output = digits[..<hyphen].map(UInt32.init)
      rest = digits[(hyphen + 1)...]
    }
    var (code, place, bias) = (128, 0, 72)
    while !rest.isEmpty {
      let old = place
      var weight = 1
      var step = 36
      while true {
        guard let byte = rest.popFirst(), let digit = value(of: byte), weight < 1 << 24 else { return nil }
        place += digit * weight
        let threshold = min(max(step - bias, 1), 26)
        if digit < threshold { break }
        weight *= 36 - threshold
        step += 36
      }
      let count = output.count + 1
      bias = adapted(place - old, count, isFirst: old == 0)
      code += place / count
      place %= count
      guard code <= 0x10FFFF else { return nil }
      output.insert(UInt32(code), at: place)
      place += 1
    }
    let scalars = output.compactMap(Unicode.Scalar.init)
    return scalars.count == output.count ? scalars : nil
  }

  /// What stands behind "xn--" for these characters.
  static func encoded(_ label: [Unicode.Scalar]) -> String {
    var output = label.filter(\.isASCII).map { UInt8($0.value | ($0.properties.isUppercase ? 0x20 : 0)) }
    let basic = output.count
    if basic > 0 { output.append(0x2D) }
    var (code, delta, bias, done) = (128, 0, 72, basic)
    while done < label.count {
      guard let next = label.lazy.map({ Int($0.value) }).filter({ $0 >= code }).min() else { break }
      delta += (next - code) * (done + 1)
      code = next
      for scalar in label {
        if Int(scalar.value) < code { delta += 1 }
        guard Int(scalar.value) == code else { continue }
        append(delta, bias, to: &output)
        bias = adapted(delta, done + 1, isFirst: done == basic)
        delta = 0
        done += 1
      }
      delta += 1
      code += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func append(_ delta: Int, _ bias: Int, to output: inout [UInt8]) {
    var rest = delta
    var step = 36
    while true {
      let threshold = min(max(step - bias, 1), 26)
      if rest < threshold { break }
      output.append(letter(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      step += 36
    }
    output.append(letter(rest))
  }

  private static func letter(_ digit: Int) -> UInt8 { UInt8(digit < 26 ? 0x61 + digit : 0x30 + digit - 26) }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case 0x61...0x7A: Int(byte - 0x61)
    case 0x30...0x39: Int(byte - 0x30) + 26
    default: nil
    }
  }

  private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = delta / (isFirst ? 700 : 2)
    delta += delta / count
    var step = 0
    while delta > 455 {
      delta /= 35
      step += 36
    }
    return step + 36 * delta / (delta + 38)
  }
}
