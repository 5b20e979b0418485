import Conversation
import LosslessJSON

/// Whether a text that a model is given is JSON, in a word.
func jsonWord(_ text: RawText) -> String {
  (try? Document(text.bytes)) == nil ? "not JSON" : "JSON"
}
