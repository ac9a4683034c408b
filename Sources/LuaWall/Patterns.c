// The functions of texts that take patterns: find, match, gmatch, gsub.
#define _GNU_SOURCE // memmem

#include "Wall.h"

#include <string.h>

static Matcher prepare(lua_State *L, int subject, int pattern) {
    size_t subject_length, pattern_length;
    Matcher matcher = {.L = L};
    matcher.subject = luaL_checklstring(L, subject, &subject_length);
    matcher.subject_end = matcher.subject + subject_length;
    matcher.pattern = luaL_checklstring(L, pattern, &pattern_length);
    matcher.pattern_end = matcher.pattern + pattern_length;
    return matcher;
}

// Whether a pattern begins with '^', which is then passed over.
static bool take_anchor(Matcher *matcher) {
    if (matcher->pattern == matcher->pattern_end || *matcher->pattern != '^') return false;
    matcher->pattern++;
    return true;
}

static bool is_plain(const Matcher *matcher) {
    for (const char *p = matcher->pattern; p < matcher->pattern_end; p++) {
        if (*p != 0 && strchr("^$*+?.([%-", *p) != NULL) return false;
    }
    return true;
}

// Where a search begins, from 0; beyond the end when it begins nowhere.
static size_t start_of_search(lua_State *L, int argument, size_t length) {
    lua_Integer start = luaL_optinteger(L, argument, 1);
    if (start > 0) return (size_t)start - 1;
    if (start == 0 || start < -(lua_Integer)length) return 0;
    return length - (size_t)-start;
}

static int search(lua_State *L, bool find) {
    Matcher matcher = prepare(L, 1, 2);
    size_t length = (size_t)(matcher.subject_end - matcher.subject);
    size_t start = start_of_search(L, 3, length);
    if (start > length) {
        luaL_pushfail(L);
        return 1;
    }
    size_t needle = (size_t)(matcher.pattern_end - matcher.pattern);
    charge(L, 1 + needle / 16);
    const char *at = matcher.subject + start;
    if (find && (lua_toboolean(L, 4) || is_plain(&matcher))) {
        // The library's search takes linear time.
        charge(L, (length - start) / 32);
        const char *found = memmem(at, length - start, matcher.pattern, needle);
        if (found == NULL) {
            luaL_pushfail(L);
            return 1;
        }
        lua_pushinteger(L, found - matcher.subject + 1);
        lua_pushinteger(L, found - matcher.subject + (lua_Integer)needle);
        return 2;
    }
    bool anchored = take_anchor(&matcher);
    do {
        const char *end = match_at(&matcher, at);
        if (end == NULL) continue;
        matcher_done(&matcher);
        if (!find) return push_captures(&matcher, at, end);
        lua_pushinteger(L, at - matcher.subject + 1);
        lua_pushinteger(L, end - matcher.subject);
        return push_captures(&matcher, NULL, NULL) + 2;
    } while (at++ < matcher.subject_end && !anchored);
    matcher_done(&matcher);
    luaL_pushfail(L);
    return 1;
}

int charged_find(lua_State *L) { return search(L, true); }

int charged_match(lua_State *L) { return search(L, false); }

// One step of gmatch. Upvalues: the text, the pattern, where to go on (from 0), where the last match ended (-1: nowhere).
static int next_match(lua_State *L) {
    Matcher matcher = prepare(L, lua_upvalueindex(1), lua_upvalueindex(2));
    const char *last = lua_tointeger(L, lua_upvalueindex(4)) < 0 ? NULL : matcher.subject + lua_tointeger(L, lua_upvalueindex(4));
    charge(L, 1);
    for (const char *at = matcher.subject + lua_tointeger(L, lua_upvalueindex(3)); at <= matcher.subject_end; at++) {
        const char *end = match_at(&matcher, at);
        // An empty match right after another match is none.
        if (end == NULL || end == last) continue;
        matcher_done(&matcher);
        lua_pushinteger(L, end - matcher.subject);
        lua_pushvalue(L, -1);
        lua_replace(L, lua_upvalueindex(3));
        lua_replace(L, lua_upvalueindex(4));
        return push_captures(&matcher, at, end);
    }
    matcher_done(&matcher);
    return 0;
}

int charged_gmatch(lua_State *L) {
    size_t length;
    luaL_checklstring(L, 1, &length);
    luaL_checkstring(L, 2);
    size_t start = start_of_search(L, 3, length);
    lua_settop(L, 2);
    lua_pushinteger(L, (lua_Integer)(start > length ? length + 1 : start));
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, next_match, 4);
    return 1;
}

// Adds a replacement text, in which '%1' is a capture, '%0' the match and '%%' a '%'.
static void add_text(Matcher *matcher, luaL_Buffer *buffer, const char *start, const char *end) {
    lua_State *L = matcher->L;
    size_t length;
    const char *text = lua_tolstring(L, 3, &length);
    const char *text_end = text + length, *mark;
    charge(L, 1 + length / 32);
    while ((mark = memchr(text, '%', (size_t)(text_end - text))) != NULL) {
        luaL_addlstring(buffer, text, (size_t)(mark - text));
        char what = mark + 1 < text_end ? mark[1] : 0;
        if (what == '%') {
            luaL_addchar(buffer, '%');
        } else if (what == '0') {
            luaL_addlstring(buffer, start, (size_t)(end - start));
        } else if (what >= '1' && what <= '9') {
            push_capture(matcher, what - '1', start, end);
            luaL_tolstring(L, -1, NULL); // A position is a number.
            lua_remove(L, -2);
            luaL_addvalue(buffer);
        } else {
            luaL_error(L, "invalid use of '%%' in replacement string");
        }
        text = mark + 2;
    }
    luaL_addlstring(buffer, text, (size_t)(text_end - text));
}

// Adds what stands for a match; answers whether that is something else than the match itself.
static bool add_replacement(Matcher *matcher, luaL_Buffer *buffer, int type, const char *start, const char *end) {
    lua_State *L = matcher->L;
    if (type == LUA_TSTRING || type == LUA_TNUMBER) {
        add_text(matcher, buffer, start, end);
        return true;
    }
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(L, 3);
        int count = push_captures(matcher, start, end);
        lua_call(L, count, 1);
    } else {
        push_capture(matcher, 0, start, end);
        lua_gettable(L, 3); // A frozen table answers through its metatable.
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(buffer, start, (size_t)(end - start));
        return false;
    }
    if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    luaL_addvalue(buffer);
    return true;
}

int charged_gsub(lua_State *L) {
    Matcher matcher = prepare(L, 1, 2);
    int type = lua_type(L, 3);
    luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                     "string/function/table");
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)(matcher.subject_end - matcher.subject) + 1);
    bool anchored = take_anchor(&matcher), changed = false;
    const char *at = matcher.subject, *last = NULL;
    lua_Integer count = 0;
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    while (count < most) {
        const char *end = match_at(&matcher, at);
        if (end != NULL && end != last) {
            count++;
            changed = add_replacement(&matcher, &buffer, type, at, end) || changed;
            at = last = end;
        } else if (at < matcher.subject_end) {
            luaL_addchar(&buffer, *at);
            at++;
        } else {
            break;
        }
        if (anchored) break;
    }
    matcher_done(&matcher);
    if (!changed) {
        lua_pushvalue(L, 1);
    } else {
        luaL_addlstring(&buffer, at, (size_t)(matcher.subject_end - at));
        luaL_pushresult(&buffer);
    }
    lua_pushinteger(L, count);
    return 2;
}
