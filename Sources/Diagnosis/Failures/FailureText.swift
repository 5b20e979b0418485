/// What a tool result says went wrong, read from its text: one reading, which the call has yet to confirm.
package enum FailureText: Sendable, Equatable {
  /// A JSON decoder's message; `offset` counts characters from 0.
  case decoder(offset: Int?)
  /// pydantic: "2 validation errors for X" and what it lists.
  case validation(title: String, problems: [ValidationProblem])
  /// "f() missing 2 required positional arguments: 'a' and 'b'".
  case missingArguments(function: String, names: [String])
  /// "f() got an unexpected keyword argument 'a'".
  case unexpectedArgument(function: String, name: String)
  /// "f() argument after ** must be a mapping, not list".
  case notAMapping(function: String, type: String)
  /// "Function x not found", "tool 'x' not found …".
  case unknownTool(String)
  /// "Object of type T is not JSON serializable".
  case notSerialisable(type: String)
  /// A bare `'name'`: what Python makes of a KeyError.
  case missingKey(String)
  /// A fixed phrase that says that the call failed, and nothing of the cause.
  case opaque
  /// An exception's text, with its class and traceback where they were written. The weakest reading: a tool may answer
  /// this itself.
  case raised(type: String?, message: String, traceback: Traceback? = nil)
}

/// One entry of pydantic's list.
package struct ValidationProblem: Sendable, Equatable {
  /// JSON Pointer in argument space; "" for the arguments as a whole.
  package var path: String
  /// "Field required".
  package var message: String
  /// pydantic's error type ("missing", "int_parsing"); nil where the text has none.
  package var type: String?
  /// The input as pydantic printed it, cut.
  package var input: String?

  package init(path: String, message: String, type: String?, input: String?) {
    self.path = path
    self.message = message
    self.type = type
    self.input = input
  }
}
