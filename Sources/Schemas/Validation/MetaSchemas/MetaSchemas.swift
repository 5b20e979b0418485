import LosslessJSON

/// The meta-schemas that references may name: bundled, so that nothing is ever fetched.
enum MetaSchemas {
  /// The schema at a well-known address; nil for any other.
  static func schema(at address: String) -> JSONValue? {
    let text =
      Draft2020MetaSchemas.texts[address] ?? Draft7MetaSchema.texts[address] ?? Draft2019MetaSchemas.texts[address]
    return text.flatMap { try? Document($0).root }
  }
}
