extern "C" {
#include "JSONWall.h"
}
int JSONWall_stub(void) { return 0; }
