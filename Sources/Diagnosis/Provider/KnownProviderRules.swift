/// What providers demand of requests. The error texts and where they were seen: their threads and pages.
enum KnownProviderRules {
  private static let strictKeywords = [
    "oneOf", "allOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "patternProperties",
    "propertyNames", "uniqueItems", "contains", "minProperties", "maxProperties", "unevaluatedProperties",
    "unevaluatedItems",
  ]

  static let declarations: [DeclarationRule] = [
    DeclarationRule(
      "N01", [.openai, .azure, .deepseek, .groq, .mistral], .error,
      "a tool's name has letters, digits, _ and -, at most 64",
      refusal: ["string does not match pattern", "Invalid 'tools["], .thread,
      .name(NameForm(longest: 64))),
    DeclarationRule(
      "N02", [.anthropic], .error, "a tool's name has letters, digits, _ and -, at most 128",
      refusal: ["custom.name: String should match pattern"], .thread, .name(NameForm(longest: 128))),
    DeclarationRule(
      "N03", [.gemini], .error, "a tool's name starts with a letter or _ and has letters, digits, _ . -, at most 64",
      refusal: ["Invalid function name. Must start with a letter or an underscore."], .thread,
      .name(NameForm(longest: 64, others: "_-.", startsWithLetter: true))),
    DeclarationRule(
      "N04", [.bedrock], .error, "a tool's name has letters, digits, _ and -, at most 64",
      refusal: ["ValidationException"], .documented, .name(NameForm(longest: 64))),
    DeclarationRule(
      "N09", [], .error, "a tool has a name", refusal: ["Invalid 'tools[0].function.name': empty string"], .codeSearch,
      .hasName),
    DeclarationRule(
      "N05", [.anthropic], .error, "tool names are unique in a request", refusal: ["Tool names must be unique"],
      .thread, .uniqueNames),
    DeclarationRule(
      "N05", [], .warning, "tool names are unique in a request: else one of the two wins in silence", .thread,
      .uniqueNames),
    DeclarationRule(
      "N10", [], .info, "tool names differ in more than case and - _ . (models mix them up)", .own, .distinctNames),
    DeclarationRule(
      "N06", [.openai, .azure], .error, "a request has at most 128 tools",
      refusal: ["Invalid 'tools': array too long."],
      .thread, .count(128)),
    DeclarationRule(
      "N07", [.openai, .azure], .warning, "a description has at most 1,024 characters (some endpoints refuse more)",
      refusal: ["Invalid 'tools[6].function.description': string too long."], .thread, .description(1_024)),
    DeclarationRule("N08", [], .info, "a tool and each of its properties have a description", .own, .hasDescriptions),
    DeclarationRule(
      "S01", [.openai, .azure, .anthropic, .bedrock], .error, "the schema's root says type: \"object\"",
      refusal: ["schema must be a JSON Schema of 'type: \"object\"'"], .thread, .rootIsObject),
    DeclarationRule(
      "S02", [.openai, .anthropic], .error, "no oneOf, anyOf, allOf, enum or not at the schema's root",
      refusal: ["schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level"],
      .thread, .noRootKeywords(["oneOf", "anyOf", "allOf", "enum", "not"])),
    DeclarationRule(
      "S03", [.openai, .azure], .error, "every array has items", refusal: ["array schema missing items"], .thread,
      .arraysHaveItems),
    DeclarationRule(
      "S04", [.openai], .error, "an object's schema has properties, if only {}",
      refusal: ["object schema missing properties"], .thread, .objectsHaveProperties),
    DeclarationRule(
      "S05", [.openai, .azure, .anthropic], .error, "in strict mode every object says additionalProperties: false",
      refusal: ["'additionalProperties' is required to be supplied and to be false"], .thread, .closedObjects),
    DeclarationRule(
      "S06", [.openai, .azure], .error, "in strict mode required lists every property",
      refusal: ["'required' is required to be supplied and to be an array including every key in properties"], .thread,
      .requiresAll),
    DeclarationRule(
      "S07", [.openai, .azure], .error, "in strict mode some keywords are not permitted", refusal: ["is not permitted"],
      .documented, .noKeywords(strictKeywords, isStrict: true)),
    DeclarationRule(
      "S08", [.openai, .azure], .error, "in strict mode a schema has at most 5,000 properties, 10 levels, 1,000 values",
      refusal: ["Expected at most"], .documented, .sizes(properties: 5_000, levels: 10, values: 1_000)),
    DeclarationRule(
      "S09", [.openai, .azure], .error, "types are JSON Schema's, not a language's (dict, float, str, list)", .own,
      .knownTypes),
    DeclarationRule(
      "S10", [], .error, "every $ref resolves inside the schema that is sent",
      refusal: ["reference can only point to definitions", "cannot resolve $ref", "$ref", "PointerToNowhere"], .thread,
      .resolvedReferences),
    DeclarationRule(
      "S11", [.anthropic], .error, "the schema is valid under draft 2020-12",
      refusal: ["JSON schema is invalid. It must match JSON Schema draft 2020-12"], .thread, .isValidSchema),
    DeclarationRule(
      "S12", [.gemini], .error, "parameters have the keys of Gemini's Schema only",
      refusal: ["Invalid JSON payload received. Unknown name"], .thread,
      .noKeywords(
        ["additionalProperties", "$ref", "$defs", "definitions", "const", "oneOf", "exclusiveMinimum", "$schema"],
        isStrict: false)),
    DeclarationRule(
      "S13", [.gemini], .error, "an enum holds strings, of type string", refusal: ["enum only allowed for STRING type"],
      .thread, .stringEnums),
    DeclarationRule(
      "S14", [.gemini], .error, "an object has a property; a tool without any leaves parameters out",
      refusal: ["should be non-empty for OBJECT type"], .codeSearch, .objectsAreNotEmpty),
    DeclarationRule(
      "S15", [.groq], .error, "required stands beside properties and names some of them",
      refusal: ["'required' present but 'properties' is missing"], .thread, .requiredBesideProperties),
    DeclarationRule(
      "S16", [], .warning, "a default is valid under its own schema", .measured, .validDefaults),
    DeclarationRule(
      "S18", [.llamacpp], .info, "llama.cpp's grammar skips some keywords in silence", .documented,
      .noKeywords(
        ["patternProperties", "uniqueItems", "contains", "not", "if", "then", "else"], isStrict: false)),
    DeclarationRule("S23", [], .info, "a required property has no default", .own, .requiredWithoutDefault),
    DeclarationRule(
      "S24", [.gemini], .error, "every array has items", refusal: ["items: missing field"], .codeSearch,
      .arraysHaveItems),
  ]

  static let messages: [MessageRule] = [
    MessageRule(
      "M01", [.openai, .azure, .deepseek, .qwen], "every call is answered before the next other message",
      refusal: ["An assistant message with 'tool_calls' must be followed by tool messages"], .thread, .answeredCalls),
    MessageRule(
      "M02", [.openai, .azure, .deepseek], "a tool message follows the call that it answers",
      refusal: ["messages with role 'tool' must be a response to a preceeding message with 'tool_calls'"], .thread,
      .resultsFollowCalls),
    MessageRule(
      "M03", [.anthropic], "every tool_use is answered in the very next message",
      refusal: ["`tool_use` ids were found without `tool_result` blocks immediately after"], .thread, .answeredNext),
    MessageRule(
      "M04", [.anthropic], "a tool_result has its tool_use in the message before",
      refusal: ["unexpected `tool_use_id` found in `tool_result` blocks"], .thread, .resultsHaveCalls),
    MessageRule(
      "M05", [.anthropic], "ids of calls are unique", refusal: ["`tool_use` ids must be unique"], .codeSearch,
      .uniqueIDs(inHistory: true)),
    MessageRule(
      "M05", [.openai, .azure, .deepseek], "the calls of one message have different ids, and each is answered once",
      refusal: ["Duplicate value for 'tool_call_id'"], .codeSearch, .uniqueIDs(inHistory: false)),
    MessageRule(
      "M06", [.anthropic, .bedrock], "results come first in their message", refusal: ["Did not find"], .thread,
      .resultsFirst),
    MessageRule(
      "M08", [.gemini], "as many responses as calls", refusal: ["the number of function response parts is equal"],
      .thread, .asManyResultsAsCalls),
    MessageRule(
      "M09", [.mistral], "as many tool messages as calls",
      refusal: ["Not the same number of function calls and responses"], .thread, .asManyResultsAsCalls),
    MessageRule(
      "M10", [.mistral], "after a tool message comes the assistant",
      refusal: ["Unexpected role 'user' after role 'tool'"],
      .thread, .noUserAfterResult),
    MessageRule(
      "M11", [.openai, .azure], "arguments are a string, not an object",
      refusal: ["expected a string, but got an object instead"], .thread, .argumentsAreText),
    MessageRule(
      "M13", [.vllm, .llamacpp], "arguments in the history parse: one bad call poisons every later request",
      refusal: ["Expecting value: line 1 column 1"], .thread, .argumentsParse),
    MessageRule(
      "M14", [.openai, .azure], "a call's id has at most 40 characters",
      refusal: ["string too long. Expected a string with maximum length 40"], .thread, .idLength(40)),
    MessageRule(
      "M15", [.mistral], "a call's id is nine letters and digits",
      refusal: ["must be a-z, A-Z, 0-9, with a length of 9"], .thread,
      .idForm(NameForm(longest: 9, others: "", isExact: true))),
    MessageRule(
      "M16", [.openai, .azure], "the names of calls in the history are tool names",
      refusal: ["'messages[9].tool_calls[0].function.name': string does not match pattern"], .thread,
      .calledNames(NameForm(longest: 64))),
    MessageRule(
      "M19", [.openai], "a message of role function has a name",
      refusal: ["messages with role 'function' must have a 'name'"], .thread, .functionHasName),
    MessageRule(
      "M20", [.openai, .azure, .qwen], "a tool message's content is a string or a list of parts",
      refusal: ["expected one of a string or array of objects, but got an object instead"], .thread,
      .resultIsTextOrParts),
    MessageRule(
      "M22", [.bedrock], "a request whose history has calls sends the tools too",
      refusal: ["The toolConfig field must be defined"], .codeSearch, .toolsBesideHistory),
    MessageRule(
      "M24", [.openai, .groq], "the called tool is among the request's tools",
      refusal: ["attempted to call tool 'x' which was not in request.tools"], .thread, .calledAreOffered),
    MessageRule(
      "R01", [.openai, .azure], "tool_choice stands beside tools, and names one of them",
      refusal: ["'tool_choice' is only allowed when 'tools' are specified"], .codeSearch, .choiceBesideTools),
  ]
}
