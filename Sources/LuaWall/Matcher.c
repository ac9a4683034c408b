// The pattern matcher: the language of section 6.4.1 of the Lua manual, with a charge in every loop.
//
// The stock matcher backtracks without an end that anybody sees: '.-.-.-b' on a text of 1,200 bytes takes more than ten
// seconds, and no instruction of Lua passes meanwhile. Here every byte looked at costs a share of a step. Letters are those
// of ASCII, whatever the locale is.
#include "Wall.h"

#include <string.h>

enum {
    /// Bytes looked at for one step.
    LOOKS_PER_STEP = 4,
    /// Looks between two charges.
    LOOKS_PER_CHARGE = 256,
    /// Nesting of what a pattern leaves open: more would need a deeper stack.
    MOST_DEPTH = 200,
    OPEN = -1,
    POSITION = -2,
};

static void pay(Matcher *matcher) {
    uint32_t looks = matcher->looks;
    matcher->looks = 0;
    charge(matcher->L, looks / LOOKS_PER_STEP + 1);
}

static inline void look(Matcher *matcher) {
    if (++matcher->looks >= LOOKS_PER_CHARGE) pay(matcher);
}

void matcher_done(Matcher *matcher) {
    if (matcher->looks > 0) pay(matcher);
}

static bool is_letter(unsigned char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }
static bool is_digit(unsigned char c) { return (unsigned char)(c - '0') < 10; }
static bool is_lower(unsigned char c) { return (unsigned char)(c - 'a') < 26; }
static bool is_upper(unsigned char c) { return (unsigned char)(c - 'A') < 26; }
static bool is_space(unsigned char c) { return c == ' ' || (unsigned char)(c - '\t') < 5; }
static bool is_visible(unsigned char c) { return c > 0x20 && c < 0x7F; }
static bool is_hexadecimal(unsigned char c) { return is_digit(c) || (unsigned char)((c | 0x20) - 'a') < 6; }

// Whether a byte belongs to the class that a letter after '%' names; any other character names itself.
static bool in_class(unsigned char c, unsigned char name) {
    bool found;
    switch (name | 0x20) {
    case 'a': found = is_letter(c); break;
    case 'c': found = c < 0x20 || c == 0x7F; break;
    case 'd': found = is_digit(c); break;
    case 'g': found = is_visible(c); break;
    case 'l': found = is_lower(c); break;
    case 'p': found = is_visible(c) && !is_letter(c) && !is_digit(c); break;
    case 's': found = is_space(c); break;
    case 'u': found = is_upper(c); break;
    case 'w': found = is_letter(c) || is_digit(c); break;
    case 'x': found = is_hexadecimal(c); break;
    case 'z': found = c == 0; break;
    default: return c == name;
    }
    if (!is_letter(name)) return c == name;
    return found != is_upper(name);
}

// Where the single item that begins at `item` ends.
static const char *end_of_item(Matcher *matcher, const char *item) {
    const char *end = matcher->pattern_end;
    char first = *item++;
    if (first == '%') {
        if (item == end) luaL_error(matcher->L, "malformed pattern (ends with '%%')");
        return item + 1;
    }
    if (first != '[') return item;
    if (item < end && *item == '^') item++;
    // The first character of a set stands for itself, even if it is ']'.
    do {
        look(matcher);
        if (item == end) luaL_error(matcher->L, "malformed pattern (missing ']')");
        if (*item++ == '%') {
            if (item == end) luaL_error(matcher->L, "malformed pattern (missing ']')");
            item++;
        }
    } while (item == end || *item != ']');
    return item + 1;
}

// Whether a byte is in the set from '[' to the ']' before `end`.
static bool in_set(Matcher *matcher, unsigned char c, const char *set, const char *end) {
    const char *last = end - 1;
    bool found = true;
    if (*++set == '^') {
        found = false;
        set++;
    }
    while (set < last) {
        look(matcher);
        if (*set == '%') {
            if (in_class(c, (unsigned char)set[1])) return found;
            set += 2;
        } else if (set[1] == '-' && set + 2 < last) {
            if ((unsigned char)set[0] <= c && c <= (unsigned char)set[2]) return found;
            set += 3;
        } else {
            if ((unsigned char)*set == c) return found;
            set++;
        }
    }
    return !found;
}

// Whether the byte at `at` is one that the single item takes.
static bool takes(Matcher *matcher, const char *at, const char *item, const char *end) {
    look(matcher);
    if (at >= matcher->subject_end) return false;
    unsigned char c = (unsigned char)*at;
    switch (*item) {
    case '.': return true;
    case '%': return in_class(c, (unsigned char)item[1]);
    case '[': return in_set(matcher, c, item, end);
    default: return (unsigned char)*item == c;
    }
}

static const char *match(Matcher *matcher, const char *at, const char *pattern);

// '%bxy': from an x to the y that closes it.
static const char *match_balanced(Matcher *matcher, const char *at, const char *pair) {
    if (matcher->pattern_end - pair < 2) luaL_error(matcher->L, "malformed pattern (missing arguments to '%%b')");
    if (at >= matcher->subject_end || *at != pair[0]) return NULL;
    size_t open = 1;
    while (++at < matcher->subject_end) {
        look(matcher);
        if (*at == pair[1]) {
            if (--open == 0) return at + 1;
        } else if (*at == pair[0]) {
            open++;
        }
    }
    return NULL;
}

// As many as there are, then fewer and fewer.
static const char *match_most(Matcher *matcher, const char *at, const char *item, const char *end) {
    size_t count = 0;
    while (takes(matcher, at + count, item, end)) count++;
    for (;; count--) {
        const char *found = match(matcher, at + count, end + 1);
        if (found != NULL || count == 0) return found;
    }
}

// None, then more and more.
static const char *match_fewest(Matcher *matcher, const char *at, const char *item, const char *end) {
    for (;; at++) {
        const char *found = match(matcher, at, end + 1);
        if (found != NULL || !takes(matcher, at, item, end)) return found;
    }
}

static const char *open_capture(Matcher *matcher, const char *at, const char *pattern, ptrdiff_t what) {
    if (matcher->captures == MOST_CAPTURES) luaL_error(matcher->L, "too many captures");
    matcher->capture[matcher->captures++] = (Capture){at, what};
    const char *found = match(matcher, at, pattern);
    if (found == NULL) matcher->captures--;
    return found;
}

static const char *close_capture(Matcher *matcher, const char *at, const char *pattern) {
    int index = matcher->captures - 1;
    while (index >= 0 && matcher->capture[index].length != OPEN) index--;
    if (index < 0) luaL_error(matcher->L, "invalid pattern capture");
    matcher->capture[index].length = at - matcher->capture[index].start;
    const char *found = match(matcher, at, pattern);
    if (found == NULL) matcher->capture[index].length = OPEN;
    return found;
}

// '%1': what a capture has taken, once more.
static const char *match_again(Matcher *matcher, const char *at, char digit) {
    int index = digit - '1';
    if (index < 0 || index >= matcher->captures || matcher->capture[index].length == OPEN) {
        luaL_error(matcher->L, "invalid capture index %%%d", index + 1);
    }
    // A position has no text; nothing can be that long.
    size_t length = (size_t)matcher->capture[index].length;
    if ((size_t)(matcher->subject_end - at) < length) return NULL;
    charge(matcher->L, length / 32 + 1);
    return memcmp(matcher->capture[index].start, at, length) == 0 ? at + length : NULL;
}

// '%f[set]': between a byte that is not in the set and one that is; beyond the ends there are zeros.
static bool is_frontier(Matcher *matcher, const char *at, const char *set, const char *end) {
    unsigned char before = at == matcher->subject ? 0 : (unsigned char)at[-1];
    unsigned char after = at < matcher->subject_end ? (unsigned char)*at : 0;
    return !in_set(matcher, before, set, end) && in_set(matcher, after, set, end);
}

// Matches the rest of the pattern at a place; where the match ends, or NULL.
static const char *match_rest(Matcher *matcher, const char *at, const char *pattern) {
    while (pattern < matcher->pattern_end) {
        look(matcher);
        if (*pattern == '(') {
            if (pattern + 1 < matcher->pattern_end && pattern[1] == ')') {
                return open_capture(matcher, at, pattern + 2, POSITION);
            }
            return open_capture(matcher, at, pattern + 1, OPEN);
        }
        if (*pattern == ')') return close_capture(matcher, at, pattern + 1);
        if (*pattern == '$' && pattern + 1 == matcher->pattern_end) return at == matcher->subject_end ? at : NULL;
        if (*pattern == '%' && pattern + 1 < matcher->pattern_end) {
            char next = pattern[1];
            if (next == 'b') {
                at = match_balanced(matcher, at, pattern + 2);
                if (at == NULL) return NULL;
                pattern += 4;
                continue;
            }
            if (next == 'f') {
                const char *set = pattern + 2;
                if (set == matcher->pattern_end || *set != '[') {
                    luaL_error(matcher->L, "missing '[' after '%%f' in pattern");
                }
                pattern = end_of_item(matcher, set);
                if (!is_frontier(matcher, at, set, pattern)) return NULL;
                continue;
            }
            if (is_digit((unsigned char)next)) {
                at = match_again(matcher, at, next);
                if (at == NULL) return NULL;
                pattern += 2;
                continue;
            }
        }
        const char *end = end_of_item(matcher, pattern);
        char suffix = end < matcher->pattern_end ? *end : 0;
        if (suffix == '*') return match_most(matcher, at, pattern, end);
        if (suffix == '-') return match_fewest(matcher, at, pattern, end);
        bool one = takes(matcher, at, pattern, end);
        if (suffix == '+') return one ? match_most(matcher, at + 1, pattern, end) : NULL;
        if (suffix == '?') {
            const char *found = one ? match(matcher, at + 1, end + 1) : NULL;
            if (found != NULL) return found;
            pattern = end + 1;
            continue;
        }
        if (!one) return NULL;
        at++;
        pattern = end;
    }
    return at;
}

static const char *match(Matcher *matcher, const char *at, const char *pattern) {
    look(matcher);
    if (++matcher->depth > MOST_DEPTH) luaL_error(matcher->L, "pattern too complex");
    const char *found = match_rest(matcher, at, pattern);
    matcher->depth--;
    return found;
}

const char *match_at(Matcher *matcher, const char *at) {
    matcher->captures = 0;
    matcher->depth = 0;
    return match(matcher, at, matcher->pattern);
}

void push_capture(Matcher *matcher, int index, const char *start, const char *end) {
    if (index >= matcher->captures) {
        if (index != 0) luaL_error(matcher->L, "invalid capture index %%%d", index + 1);
        lua_pushlstring(matcher->L, start, (size_t)(end - start)); // Without captures the whole match is the first.
        return;
    }
    const Capture *capture = &matcher->capture[index];
    if (capture->length == OPEN) luaL_error(matcher->L, "unfinished capture");
    if (capture->length == POSITION) lua_pushinteger(matcher->L, capture->start - matcher->subject + 1);
    else lua_pushlstring(matcher->L, capture->start, (size_t)capture->length);
}

int push_captures(Matcher *matcher, const char *start, const char *end) {
    int count = matcher->captures == 0 && start != NULL ? 1 : matcher->captures;
    luaL_checkstack(matcher->L, count, "too many captures");
    for (int i = 0; i < count; i++) push_capture(matcher, i, start, end);
    return count;
}
