import LosslessJSON

@testable import Schemas

extension Signature {
  /// A signature as the shared suites write it: a list of parameters, with the words of Python's `inspect` for their kinds.
  init(_ name: String, written: JSONValue) {
    let kinds: [String: Parameter.Kind] = [
      "POSITIONAL_ONLY": .positionalOnly, "VAR_POSITIONAL": .variadic, "KEYWORD_ONLY": .keywordOnly,
      "VAR_KEYWORD": .variadicKeyword,
    ]
    let parameters = (written["parameters"]?.elements ?? written.elements).map { parameter in
      Parameter(
        name: parameter["name"]?.string ?? "", kind: kinds[parameter["kind"]?.string ?? ""] ?? .ordinary,
        annotation: parameter["annotation"]?.string, defaultText: parameter["default"].map(pythonText))
    }
    self.init(function: name, parameters: parameters)
  }
}

/// A default as Python prints it.
private func pythonText(_ value: JSONValue) -> String {
  switch value.kind {
  case .null: "None"
  case .true: "True"
  case .false: "False"
  case .string: "'\(value.string ?? "")'"
  default: value.rawText
  }
}
