// math.random, from a seed that the host makes of the rule and the event: the same events give the same numbers on every
// worker, in every run. Numbers by Sebastiano Vigna's SplitMix64.
#include "Wall.h"

static uint64_t next_number(LuaWallMachine *machine) {
    uint64_t value = machine->random += 0x9E3779B97F4A7C15u;
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
    value = (value ^ value >> 27) * 0x94D049BB133111EBu;
    return value ^ value >> 31;
}

// A number from 0 to `most`, each as likely as the others: numbers beyond it are thrown away.
static uint64_t number_up_to(LuaWallMachine *machine, uint64_t most) {
    uint64_t mask = most;
    for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
    for (;;) {
        uint64_t number = next_number(machine) & mask;
        if (number <= most) return number;
    }
}

// As in stock Lua: random(), random(most), random(least, most); random(0) gives 64 random bits.
int seeded_random(lua_State *L) {
    LuaWallMachine *machine = machine_of(L);
    charge(L, 2);
    if (!machine->seeded) {
        if (machine->setup.host.seed == NULL || !machine->setup.host.seed(machine->context, &machine->random)) {
            return refuse(L, LuaWallStatusBlocked,
                          "math.random is not available here; it belongs into the function `run` of a rule, "
                          "where it is seeded from the rule and the event");
        }
        machine->seeded = true;
    }
    lua_Integer least = 1, most;
    switch (lua_gettop(L)) {
    case 0:
        lua_pushnumber(L, (lua_Number)(next_number(machine) >> 11) * 0x1p-53);
        return 1;
    case 1:
        most = luaL_checkinteger(L, 1);
        if (most == 0) {
            lua_pushinteger(L, (lua_Integer)next_number(machine));
            return 1;
        }
        break;
    case 2:
        least = luaL_checkinteger(L, 1);
        most = luaL_checkinteger(L, 2);
        break;
    default:
        return luaL_error(L, "wrong number of arguments");
    }
    luaL_argcheck(L, least <= most, lua_gettop(L), "interval is empty");
    lua_pushinteger(L, (lua_Integer)(number_up_to(machine, (uint64_t)most - (uint64_t)least) + (uint64_t)least));
    return 1;
}
