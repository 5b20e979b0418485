import CResources
import Conversation
import LosslessJSON
import Processes

/// The Python host as it travels in the binary: a starting text and modules, handed over in memory.
enum HostProgram {
  static let boot = String(decoding: bytes(of: turntable_tool_host_boot()), as: UTF8.self)

  /// A memory file that holds all modules as one JSON object. Every host reads the same one.
  static func modules() throws(Failure) -> Descriptor {
    try Descriptor.memory(Array(text.utf8), named: "turntable-tool-host")
  }

  private static let text: String = {
    var members: [String] = []
    var index = 0
    while let file = turntable_tool_host_module(index) {
      let source = String(decoding: bytes(of: file), as: UTF8.self)
      members.append(quoted(String(cString: file.pointee.path)) + ":" + quoted(source))
      index += 1
    }
    return "{" + members.joined(separator: ",") + "}"
  }()

  private static func bytes(of file: UnsafePointer<turntable_file>?) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: file?.pointee.bytes, count: file?.pointee.length ?? 0)
  }
}
