extern "C" {
#include "MathWall.h"
}
int MathWall_stub(void) { return 0; }
