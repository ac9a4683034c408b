#include "JSONWall.h"
#include "Text.h"

#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace {

/* One bit for each of 64 bytes. */
#if defined(__x86_64__)
__attribute__((target("avx2"))) uint32_t marks_of_32(const uint8_t *bytes) {
    auto text = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes));
    auto quote = _mm256_cmpeq_epi8(text, _mm256_set1_epi8('"'));
    auto backslash = _mm256_cmpeq_epi8(text, _mm256_set1_epi8('\\'));
    // There is no unsigned comparison: a byte below 0x20 is one whose maximum with 0x1F is 0x1F.
    auto last_control = _mm256_set1_epi8(0x1F);
    auto control = _mm256_cmpeq_epi8(_mm256_max_epu8(text, last_control), last_control);
    return static_cast<uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(quote, backslash), control)));
}

__attribute__((target("avx2"))) void mark_wide(const uint8_t *bytes, size_t words, uint64_t *marks) {
    for (size_t word = 0; word < words; word++, bytes += 64)
        marks[word] = marks_of_32(bytes) | static_cast<uint64_t>(marks_of_32(bytes + 32)) << 32;
}
#endif

/* 0x80 in each byte of a word that is 0. */
uint64_t zeroes(uint64_t word) {
    constexpr uint64_t low_bits = 0x7F7F7F7F7F7F7F7F;
    return ~(((word & low_bits) + low_bits) | word | low_bits);
}

/* For any processor: eight bytes at a time. */
void mark_narrow(const uint8_t *bytes, size_t words, uint64_t *marks) {
    constexpr uint64_t each = 0x0101010101010101;
    for (size_t word = 0; word < words; word++) {
        uint64_t mask = 0;
        for (int part = 0; part < 8; part++, bytes += 8) {
            uint64_t text;
            memcpy(&text, bytes, 8);
            auto found = zeroes(text ^ each * '"') | zeroes(text ^ each * '\\') | zeroes(text & each * 0xE0);
            // Brings the top bit of each byte together.
            mask |= ((found >> 7) * 0x0102040810204080 >> 56) << (8 * part);
        }
        marks[word] = mask;
    }
}

} // namespace

extern "C" int json_wall_mark(const uint8_t *bytes, size_t length, uint64_t *marks) {
    static_assert(JSON_WALL_PADDING >= 64, "the last word is read to its end");
    auto words = length / 64 + 1;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) mark_wide(bytes, words, marks);
    else mark_narrow(bytes, words, marks);
#else
    mark_narrow(bytes, words, marks);
#endif
    marks[words] = ~static_cast<uint64_t>(0);
    return json_wall::is_utf8(bytes, length);
}
