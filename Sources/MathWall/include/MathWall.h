int MathWall_stub(void);
