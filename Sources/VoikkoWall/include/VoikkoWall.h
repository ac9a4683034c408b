/* Finnish morphology by libvoikko, for Swift. The library is loaded when a dictionary is first opened: it brings a dozen
 * others with it, which every start of the program would pay for, and few runs ask for Finnish words. */
#ifndef TUNTUMA_VOIKKO_WALL_H
#define TUNTUMA_VOIKKO_WALL_H

/* A dictionary: belongs to one thread at a time. */
typedef struct voikko_wall_dictionary voikko_wall_dictionary;

/* Opens the Finnish dictionary. NULL when it cannot be opened: then `*problem` says why and what to do, for a person,
 * and lives for ever. From any thread. */
voikko_wall_dictionary *voikko_wall_open(const char **problem);
void voikko_wall_close(voikko_wall_dictionary *dictionary);

/* What a word may be: a list that ends with NULL, to be given back to voikko_wall_free_analyses. NULL for a word that is
 * not known. `word` is UTF-8. */
typedef struct voikko_wall_analysis voikko_wall_analysis;
voikko_wall_analysis **voikko_wall_analyze(voikko_wall_dictionary *dictionary, const char *word);
void voikko_wall_free_analyses(voikko_wall_analysis **analyses);

/* One value of an analysis (`BASEFORM`, `STRUCTURE`, ...), to be given back to voikko_wall_free_value; NULL when it has
 * none of that name. */
char *voikko_wall_value(const voikko_wall_analysis *analysis, const char *key);
void voikko_wall_free_value(char *value);

#endif
