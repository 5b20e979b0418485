import LosslessJSON

/// A schema inside a declaration.
struct SubschemaPlace {
  /// The property path in argument space: "/paths"; "" is the root. Items and branches of unions keep their holder's.
  var path: String
  var schema: JSONValue
  var level: Int
}

extension JSONValue {
  /// This schema and all inside it, the outer first; at most a few thousand, twenty levels deep.
  var subschemas: [SubschemaPlace] {
    var places: [SubschemaPlace] = []
    var waiting = [SubschemaPlace(path: "", schema: self, level: 0)]
    while let place = waiting.popLast(), places.count < 6_000 {
      guard place.schema.kind == .object, place.level < 20 else { continue }
      places.append(place)
      var inner: [SubschemaPlace] = []
      for holder in ["properties", "$defs", "definitions", "patternProperties"] {
        for member in place.schema[holder]?.members ?? JSONValue.emptyObject.members {
          let step = holder == "properties" ? "/" + pointerStep(member.key) : ""
          inner.append(SubschemaPlace(path: place.path + step, schema: member.value, level: place.level + 1))
        }
      }
      for keyword in ["items", "additionalProperties", "not", "if", "then", "else", "contains"] {
        if let schema = place.schema[keyword], schema.kind == .object {
          inner.append(SubschemaPlace(path: place.path, schema: schema, level: place.level + 1))
        }
      }
      for keyword in ["anyOf", "oneOf", "allOf", "prefixItems"] {
        for schema in place.schema[keyword]?.elements ?? JSONValue.emptyObject.elements {
          inner.append(SubschemaPlace(path: place.path, schema: schema, level: place.level))
        }
      }
      waiting += inner.reversed()
    }
    return places
  }
}
