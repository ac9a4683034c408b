// Events that lack all answers that a function asks for, which most do: such a function gets an event without answers, where Lua
// finds by itself that there are none. To enter a function of the host for each takes longer than all else that a short rule does.
//
// Which names it may ask for its code tells, where it ends soon and neither works out a name nor goes through all fields.
#include "Rows.h"

// Whether the function on top of the stack goes through fields by a function of Lua, which its own code does not show.
static bool goes_through_fields(lua_State *L, const Buffer *code) {
    static const char *const words[] = {"pairs", "ipairs", "next"};
    int function = lua_gettop(L);
    bool found = false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->environment_ref);
    for (size_t word = 0; word < sizeof words / sizeof *words; word++) {
        if (mentions(code->bytes, code->length, words[word])) found = true;
        lua_getfield(L, function + 1, words[word]);
        // Or by a variable from outside.
        for (int i = 1; lua_getupvalue(L, function, i) != NULL; i++) {
            if (lua_rawequal(L, -1, -2)) found = true;
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
    }
    lua_settop(L, function);
    return found;
}

// Pushes an event whose answers are none.
static void push_event_without_answers(lua_State *L) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, machine_of(L)->symbols_ref);
    int symbols = lua_gettop(L);
    lua_newtable(L);
    push_answers(L);
    push_object(L, OBJECT_ATTRIBUTES);
    push_event(L, symbols, symbols + 1, symbols + 2);
    lua_replace(L, symbols);
    lua_settop(L, symbols);
}

bool push_lacking_event(lua_State *L, int names_table, Call *call) {
    LuaWallMachine *machine = machine_of(L);
    Constant names[MOST_ASKED];
    int count = find_names(machine->code.bytes, machine->code.length, names, MOST_ASKED);
    bool reads_answers = false;
    for (int i = 0; i < count; i++) {
        if (is_constant(&names[i], "answers")) reads_answers = true;
    }
    if (!reads_answers || machine->setup.layout == NULL) return false;
    if (goes_through_fields(L, &machine->code)) return false;
    for (int i = 0; i < count; i++) {
        const char *text = lua_pushlstring(L, names[i].text, names[i].length);
        call->asked[i] = (Constant){text, names[i].length};
        lua_rawsetp(L, names_table, text); // Kept, so that it stays where it is.
    }
    call->asked_count = count;
    push_event_without_answers(L);
    return true;
}

void resolve_asked(LuaWallMachine *machine, Call *call) {
    call->asked_symbols = 0;
    for (int i = 0; i < call->asked_count; i++) {
        const Constant *name = &call->asked[i];
        uint32_t symbol = machine->setup.host.intern(machine->context, (const uint8_t *)name->text, name->length);
        call->asked_symbols |= (uint64_t)1 << (symbol % 64);
    }
    call->asked_resolved = true;
}
