/// Who serves a model, as far as the rules for requests differ.
package enum Provider: String, Sendable, CaseIterable {
  case openai, azure, anthropic, gemini, bedrock, mistral, groq, deepseek, qwen, kimi, vllm, llamacpp, ollama

  /// As the provider writes itself.
  var title: String {
    switch self {
    case .openai: "OpenAI"
    case .vllm: "vLLM"
    case .llamacpp: "llama.cpp"
    case .deepseek: "DeepSeek"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }

  /// The provider that a model's name means; nil for a model that anybody may serve.
  package static func of(model: String?) -> Provider? {
    guard let model = model?.lowercased() else { return nil }
    if model.hasPrefix("anthropic.") || model.hasPrefix("amazon.") || model.contains(".anthropic.") { return .bedrock }
    let name = model.split(separator: "/").last.map(String.init) ?? model
    return prefixes.first { _, words in words.contains { name.hasPrefix($0) } }?.0
  }

  /// Open weights (Llama, Qwen, Mixtral) run anywhere: their names mean nobody.
  private static let prefixes: [(Provider, [String])] = [
    (.openai, ["gpt-3", "gpt-4", "gpt-5", "chatgpt", "o1", "o3", "o4-"]),
    (.anthropic, ["claude"]), (.gemini, ["gemini"]),
    (.mistral, ["mistral-large", "mistral-medium", "mistral-small", "codestral", "ministral", "magistral"]),
    (.deepseek, ["deepseek-chat", "deepseek-reasoner"]), (.kimi, ["kimi"]),
    (.qwen, ["qwen-max", "qwen-plus", "qwen-turbo"]),
  ]
}
