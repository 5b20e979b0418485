#include "ToolHost.h"

// `#embed` belongs to C23; clang has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char boot[] = {
#embed "tool_host/boot.py"
};
static const unsigned char package[] = {
#embed "tool_host/__init__.py"
};
static const unsigned char ag2[] = {
#embed "tool_host/ag2.py"
};
static const unsigned char agentchat[] = {
#embed "tool_host/agentchat.py"
};
static const unsigned char classic[] = {
#embed "tool_host/classic.py"
};
static const unsigned char frameworks[] = {
#embed "tool_host/frameworks.py"
};
static const unsigned char loading[] = {
#embed "tool_host/loading.py"
};
static const unsigned char loops[] = {
#embed "tool_host/loops.py"
};
static const unsigned char outcome[] = {
#embed "tool_host/outcome.py"
};
static const unsigned char plain[] = {
#embed "tool_host/plain.py"
};
static const unsigned char running[] = {
#embed "tool_host/running.py"
};
static const unsigned char schema[] = {
#embed "tool_host/schema.py"
};
static const unsigned char server[] = {
#embed "tool_host/server.py"
};
static const unsigned char streams[] = {
#embed "tool_host/streams.py"
};
static const unsigned char tool[] = {
#embed "tool_host/tool.py"
};

static const struct turntable_file boot_file = {"boot.py", boot, sizeof boot};

static const struct turntable_file modules[] = {
    {"turntable_host", package, sizeof package},
    {"turntable_host.ag2", ag2, sizeof ag2},
    {"turntable_host.agentchat", agentchat, sizeof agentchat},
    {"turntable_host.classic", classic, sizeof classic},
    {"turntable_host.frameworks", frameworks, sizeof frameworks},
    {"turntable_host.loading", loading, sizeof loading},
    {"turntable_host.loops", loops, sizeof loops},
    {"turntable_host.outcome", outcome, sizeof outcome},
    {"turntable_host.plain", plain, sizeof plain},
    {"turntable_host.running", running, sizeof running},
    {"turntable_host.schema", schema, sizeof schema},
    {"turntable_host.server", server, sizeof server},
    {"turntable_host.streams", streams, sizeof streams},
    {"turntable_host.tool", tool, sizeof tool},
};

const struct turntable_file *turntable_tool_host_boot(void) { return &boot_file; }

const struct turntable_file *turntable_tool_host_module(size_t index) {
  return index < sizeof modules / sizeof modules[0] ? &modules[index] : NULL;
}
