int JSONWall_stub(void);
