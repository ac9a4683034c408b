#include "JSONWall.h"
#include "Text.h"

#include <memory>
#include <new>
#include <simdjson.h>

struct json_wall_indexer {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> implementation;
    std::unique_ptr<uint8_t[]> unescaped;
};

extern "C" json_wall_indexer *json_wall_create(size_t longest) {
    auto indexer = std::unique_ptr<json_wall_indexer>(new (std::nothrow) json_wall_indexer);
    if (!indexer) return nullptr;
    // A text grows by nothing when its escapes are resolved; simdjson writes whole vectors.
    indexer->unescaped.reset(new (std::nothrow) uint8_t[longest + simdjson::SIMDJSON_PADDING]);
    if (!indexer->unescaped) return nullptr;
    auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        longest, simdjson::DEFAULT_MAX_DEPTH, indexer->implementation);
    return error ? nullptr : indexer.release();
}

extern "C" void json_wall_destroy(json_wall_indexer *indexer) { delete indexer; }

extern "C" int json_wall_find_tokens(
    json_wall_indexer *indexer, const uint8_t *bytes, size_t length, const uint32_t **tokens) {
    static_assert(simdjson::SIMDJSON_PADDING <= JSON_WALL_PADDING, "the chunk reader pads too little");
    auto &implementation = *indexer->implementation;
    // The first stage trusts its caller with this.
    if (length > implementation.capacity()) return static_cast<int>(simdjson::CAPACITY);
    auto error = implementation.stage1(bytes, length, simdjson::stage1_mode::regular);
    if (error == simdjson::EMPTY) implementation.n_structural_indexes = 0;
    else if (error) return static_cast<int>(error);
    implementation.structural_indexes[implementation.n_structural_indexes] = static_cast<uint32_t>(length);
    *tokens = implementation.structural_indexes.get();
    return 0;
}

extern "C" const uint8_t *json_wall_unescape(json_wall_indexer *indexer, const uint8_t *text, size_t *length) {
    auto *start = indexer->unescaped.get();
    auto *end = indexer->implementation->parse_string(text, start);
    if (end == nullptr) return nullptr;
    *length = static_cast<size_t>(end - start);
    return start;
}

extern "C" const char *json_wall_reason(int code) {
    switch (static_cast<simdjson::error_code>(code)) {
    case simdjson::CAPACITY: return "the line is longer than 1 MiB";
    case simdjson::UTF8_ERROR: return "not valid UTF-8";
    case simdjson::UNESCAPED_CHARS: return "not JSON: a control character inside a text must be written as an escape";
    case simdjson::UNCLOSED_STRING: return "not JSON: a text is not closed (is the line cut off?)";
    default: return "not JSON";
    }
}

bool json_wall::is_utf8(const uint8_t *bytes, size_t length) noexcept {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}
