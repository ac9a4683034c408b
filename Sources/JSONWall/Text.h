// What the files of the wall ask of simdjson, whose header takes seconds to read: one of them includes it.
#ifndef JSONWALL_TEXT_H
#define JSONWALL_TEXT_H

#include <cstddef>
#include <cstdint>

namespace json_wall {

bool is_utf8(const uint8_t *bytes, size_t length) noexcept;

} // namespace json_wall

#endif
