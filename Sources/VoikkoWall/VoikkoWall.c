#include "VoikkoWall.h"

#include <dlfcn.h>
#include <libvoikko/voikko.h>
#include <pthread.h>
#include <stddef.h>

/* The library's functions, with the types of its own header. Written once, by `load`. */
static struct {
    const char *problem;
    __typeof__(voikkoInit) *init;
    __typeof__(voikkoTerminate) *terminate;
    __typeof__(voikkoAnalyzeWordCstr) *analyze;
    __typeof__(voikko_free_mor_analysis) *free_analyses;
    __typeof__(voikko_mor_analysis_value_cstr) *value;
    __typeof__(voikko_free_mor_analysis_value_cstr) *free_value;
} voikko;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    /* It stays loaded: nothing would be won by letting it go. */
    void *library = dlopen("libvoikko.so.1", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        voikko.problem = "libvoikko, for Finnish words, is missing; install it with: apt-get install libvoikko1 voikko-fi";
        return;
    }
    voikko.init = dlsym(library, "voikkoInit");
    voikko.terminate = dlsym(library, "voikkoTerminate");
    voikko.analyze = dlsym(library, "voikkoAnalyzeWordCstr");
    voikko.free_analyses = dlsym(library, "voikko_free_mor_analysis");
    voikko.value = dlsym(library, "voikko_mor_analysis_value_cstr");
    voikko.free_value = dlsym(library, "voikko_free_mor_analysis_value_cstr");
    if (!voikko.init || !voikko.terminate || !voikko.analyze || !voikko.free_analyses || !voikko.value
        || !voikko.free_value)
        voikko.problem = "libvoikko is too old: version 4 is needed; install it with: apt-get install libvoikko1";
}

voikko_wall_dictionary *voikko_wall_open(const char **problem) {
    pthread_once(&once, load);
    if ((*problem = voikko.problem) != NULL) return NULL;
    const char *reason = NULL;
    struct VoikkoHandle *handle = voikko.init(&reason, "fi", NULL);
    if (handle == NULL)
        *problem = "the Finnish dictionary is missing; install it with: apt-get install voikko-fi";
    return (voikko_wall_dictionary *)handle;
}

void voikko_wall_close(voikko_wall_dictionary *dictionary) {
    voikko.terminate((struct VoikkoHandle *)dictionary);
}

voikko_wall_analysis **voikko_wall_analyze(voikko_wall_dictionary *dictionary, const char *word) {
    return (voikko_wall_analysis **)voikko.analyze((struct VoikkoHandle *)dictionary, word);
}

void voikko_wall_free_analyses(voikko_wall_analysis **analyses) {
    voikko.free_analyses((struct voikko_mor_analysis **)analyses);
}

char *voikko_wall_value(const voikko_wall_analysis *analysis, const char *key) {
    return voikko.value((const struct voikko_mor_analysis *)analysis, key);
}

void voikko_wall_free_value(char *value) {
    voikko.free_value(value);
}
