#include "JSONWall.h"

#include <new>
#include <simdjson.h>

struct json_wall_parser {
    simdjson::dom::parser parser;

    // A parser grows with its documents up to its greatest capacity: that is what refuses a longer one.
    explicit json_wall_parser(size_t longest) : parser(longest) {}
};

extern "C" json_wall_parser *json_wall_create(size_t longest, size_t deepest) {
    auto *wall = new (std::nothrow) json_wall_parser(longest);
    if (wall == nullptr) return nullptr;
    if (wall->parser.allocate(longest, deepest) != simdjson::SUCCESS ||
        wall->parser.doc.allocate(longest) != simdjson::SUCCESS) {
        delete wall;
        return nullptr;
    }
    return wall;
}

extern "C" void json_wall_destroy(json_wall_parser *wall) { delete wall; }

extern "C" int json_wall_parse(
    json_wall_parser *wall, const uint8_t *bytes, size_t length, json_wall_document *document) {
    static_assert(simdjson::SIMDJSON_PADDING <= JSON_WALL_PADDING, "the chunk reader pads too little");
    auto error = wall->parser.parse(bytes, length, false).error();
    document->tape = wall->parser.doc.tape.get();
    document->strings = wall->parser.doc.string_buf.get();
    return static_cast<int>(error);
}

extern "C" const char *json_wall_reason(int code) {
    switch (static_cast<simdjson::error_code>(code)) {
    case simdjson::CAPACITY: return "the line is longer than 1 MiB";
    case simdjson::DEPTH_ERROR: return "nested deeper than 64 levels";
    case simdjson::UTF8_ERROR: return "not valid UTF-8";
    case simdjson::EMPTY: return "empty";
    case simdjson::UNESCAPED_CHARS: return "not JSON: a control character inside a text must be written as an escape";
    case simdjson::UNCLOSED_STRING: return "not JSON: a text is not closed (is the line cut off?)";
    case simdjson::STRING_ERROR: return "not JSON: a text has a wrong escape";
    case simdjson::NUMBER_ERROR: return "not JSON: a number is malformed, or does not fit 64 bits";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR: return "not JSON: a bare word that is not true, false or null";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "not JSON: an object or list is not closed (is the line cut off?)";
    default: return "not JSON: there must be one whole object on the line (is it cut off?)";
    }
}
