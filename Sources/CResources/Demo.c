#include "Demo.h"

// `#embed` belongs to C23; clang has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char session[] = {
#embed "../../Sessions/agentchat-0.7/team-wrong-truck-booked/events.jsonl"
};
static const unsigned char tools[] = {
#embed "../../Sessions/agentchat-0.7/team-wrong-truck-booked/tools.py"
};

const unsigned char *turntable_demo_session(size_t *length) {
  *length = sizeof session;
  return session;
}

const unsigned char *turntable_demo_tools(size_t *length) {
  *length = sizeof tools;
  return tools;
}
