int lua_wall_stub(void);
