/* Where the tokens of JSON texts are, and where their texts end, by simdjson, for Swift. No exception and no C++ type
 * leaves this wall. */
#ifndef TUNTUMA_JSON_WALL_H
#define TUNTUMA_JSON_WALL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes behind a text that must be readable; their values do not matter. */
#define JSON_WALL_PADDING 64

/* One indexer: belongs to one thread. Its memory is taken when it is made; its functions allocate nothing. */
typedef struct json_wall_indexer json_wall_indexer;

/* Makes an indexer for texts of at most `longest` bytes; NULL when there is no memory. */
json_wall_indexer *json_wall_create(size_t longest);
void json_wall_destroy(json_wall_indexer *indexer);

/* Finds the tokens of a text of one or more JSON values: each of { } [ ] : and comma outside texts, each opening quote,
 * and the first byte of each number and word. `*tokens` holds their positions, ascending, and behind the last one
 * `length`; valid until the indexer's next call.
 *
 * On 0 the bytes are UTF-8, every text is closed on its line, and no text holds a bare control character; between an
 * opening quote and the next token there is the text and white space, nothing else. The rest is for the caller to
 * check. Otherwise returns a code for json_wall_reason. */
int json_wall_find_tokens(
    json_wall_indexer *indexer, const uint8_t *bytes, size_t length, const uint32_t **tokens);

/* The text behind an opening quote with its escapes resolved, valid until this function is called again; NULL when an
 * escape is wrong. `text` is the first byte behind the quote of a token that the indexer found. */
const uint8_t *json_wall_unescape(json_wall_indexer *indexer, const uint8_t *text, size_t *length);

/* Marks the bytes that end or interrupt a text: bit i % 64 of marks[i / 64] is set where byte i is a quote, a backslash
 * or a control character (below 0x20). Bits beyond `length` may be set or not; the word behind the last one has all its
 * bits set, so a search for the next mark ends. `marks` has room for length / 64 + 2 words.
 *
 * Returns whether the bytes are UTF-8. */
int json_wall_mark(const uint8_t *bytes, size_t length, uint64_t *marks);

/* What a code means, for a person; lives for ever. */
const char *json_wall_reason(int code);

/* Asks the processor to fetch the memory at an address soon. */
static inline void json_wall_prefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#ifdef __cplusplus
}
#endif

#endif
