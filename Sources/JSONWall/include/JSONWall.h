/* JSON documents as tapes, by simdjson, for Swift. No exception and no C++ type leaves this wall. */
#ifndef TUNTUMA_JSON_WALL_H
#define TUNTUMA_JSON_WALL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes after a document that must be readable; their values do not matter. */
#define JSON_WALL_PADDING 64

/* One parser: belongs to one thread. Its memory is taken when it is made; parsing allocates nothing. */
typedef struct json_wall_parser json_wall_parser;

/* A parsed document, valid until the parser's next call.
 *
 * `tape` is simdjson's: words of a type in the high byte and a payload in the low 56 bits; tape[0] is the root, tape[1]
 * the document. `strings` holds the unescaped texts: a little-endian uint32 length, the bytes, a NUL. */
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
} json_wall_document;

/* Makes a parser for documents of at most `longest` bytes and `deepest` levels; NULL when there is no memory. */
json_wall_parser *json_wall_create(size_t longest, size_t deepest);
void json_wall_destroy(json_wall_parser *parser);

/* Parses exactly one document. Returns 0, or a code for json_wall_reason. */
int json_wall_parse(json_wall_parser *parser, const uint8_t *bytes, size_t length, json_wall_document *document);

/* What a code means, for a person; lives for ever. */
const char *json_wall_reason(int code);

/* Asks the processor to fetch the memory at an address soon. */
static inline void json_wall_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#ifdef __cplusplus
}
#endif

#endif
