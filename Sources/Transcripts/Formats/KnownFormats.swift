import Dialects

/// The formats that can be opened, the more special first.
package enum KnownFormats {
  package static var all: [any TranscriptFormat] { readable + [ExchangeFolder()] }

  /// Those that recognise a file by its content.
  static let readable: [any ReadableFormat] = [
    TurntableRecording(),
    ClassicLog(),
    ClassicFileLog(),
    StudioDatabase(),
    AgentChatEvents(),
    Ag2Events(),
    Ag2EventStream(),
    Ag2HubLog(),
    AgentChatTaskResult(),
    AgentChatState(),
    AgentChatComponents(),
    ClassicChatResult(),
    ClassicChatMessages(),
    ClaudeCode(),
    StreamCapture(form: .anthropicStream),
    StreamCapture(form: .chatStream),
    AnthropicExchangeLines(),
    AnthropicResponse(),
    AnthropicRequest(),
    AnthropicMessageArray(),
    AnthropicMessageLines(),
    TrainingExamples(),
    OpenAIExchangeLines(),
    OpenAIResponse(),
    OpenAIRequest(),
    OpenAIMessages(),
    OpenAIMessageLines(),
    JSONRecords(),
    JSONLineRecords(),
    TextRecords(),
  ]
}
