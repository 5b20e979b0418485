import Testing

@testable import Schemas

@Suite struct NearNameTests {
  @Test(arguments: [
    ("regoin", ["region", "query"], "region"), ("customerId", ["customer_id"], "customer_id"),
    ("get_wether", ["get_weather", "get_time"], "get_weather"), ("a", ["b"], nil), ("city", ["country"], nil),
    ("price_mid", ["price_min", "price_mix"], nil),
  ])
  func suggests(name: String, candidates: [String], expected: String?) {
    #expect(nearName(to: name, among: candidates) == expected)
  }
}
