#include "Attach.h"

// `#embed` belongs to C23; clang has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char sitecustomize[] = {
#embed "attach/sitecustomize.py"
};
static const unsigned char package[] = {
#embed "attach/turntable_attach/__init__.py"
};
static const unsigned char agentchat[] = {
#embed "attach/turntable_attach/agentchat.py"
};
static const unsigned char classic[] = {
#embed "attach/turntable_attach/classic.py"
};
static const unsigned char imports[] = {
#embed "attach/turntable_attach/imports.py"
};
static const unsigned char launchers[] = {
#embed "attach/turntable_attach/launchers.py"
};
static const unsigned char link[] = {
#embed "attach/turntable_attach/link.py"
};
static const unsigned char model_calls[] = {
#embed "attach/turntable_attach/model_calls.py"
};
static const unsigned char model_clients[] = {
#embed "attach/turntable_attach/model_clients.py"
};
static const unsigned char openai_sdk[] = {
#embed "attach/turntable_attach/openai_sdk.py"
};
static const unsigned char plain[] = {
#embed "attach/turntable_attach/plain.py"
};
static const unsigned char program[] = {
#embed "attach/turntable_attach/program.py"
};
static const unsigned char registration[] = {
#embed "attach/turntable_attach/registration.py"
};
static const unsigned char tool_calls[] = {
#embed "attach/turntable_attach/tool_calls.py"
};

static const struct turntable_file files[] = {
    {"sitecustomize.py", sitecustomize, sizeof sitecustomize},
    {"turntable_attach/__init__.py", package, sizeof package},
    {"turntable_attach/agentchat.py", agentchat, sizeof agentchat},
    {"turntable_attach/classic.py", classic, sizeof classic},
    {"turntable_attach/imports.py", imports, sizeof imports},
    {"turntable_attach/launchers.py", launchers, sizeof launchers},
    {"turntable_attach/link.py", link, sizeof link},
    {"turntable_attach/model_calls.py", model_calls, sizeof model_calls},
    {"turntable_attach/model_clients.py", model_clients, sizeof model_clients},
    {"turntable_attach/openai_sdk.py", openai_sdk, sizeof openai_sdk},
    {"turntable_attach/plain.py", plain, sizeof plain},
    {"turntable_attach/program.py", program, sizeof program},
    {"turntable_attach/registration.py", registration, sizeof registration},
    {"turntable_attach/tool_calls.py", tool_calls, sizeof tool_calls},
};

const struct turntable_file *turntable_attach_file(size_t index) {
  return index < sizeof files / sizeof files[0] ? &files[index] : NULL;
}
