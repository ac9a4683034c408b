#include "LuaWall.h"
int lua_wall_stub(void) { return 0; }
