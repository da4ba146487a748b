package io.memledger.series;

import java.util.List;
import java.util.Locale;

/**
 * What the reader noticed about an archive: a kind with its particulars, which the report puts into
 * words.
 *
 * @param args one for each of the kind's places: text of the archive, a number (Long), or a phrase
 *     that is a warning itself
 */
public record Warning(Kind kind, List<Object> args) {
  /** The sorts of warning, and the phrases inside them; each has its words in every language. */
  public enum Kind {
    // What ends the reading
    NO_END_MARK,
    DAMAGED("how"),
    // How it is damaged
    GZIP_ENDS_EARLY,
    GZIP_DAMAGED,
    GZIP_CHECKSUM,
    GZIP_FOLLOWED,
    COMPRESSED_DAMAGED,
    DECOMPRESSOR_SAYS("message"),
    READING_INTERRUPTED,
    TAR_ENDS_IN_HEADER,
    TAR_ENDS_IN_ENTRY,
    TAR_HEADER_DAMAGED,
    TAR_SIZE_IMPOSSIBLE,
    TAR_FOLLOWED,
    // Entries that were passed over
    SPARSE_ENTRIES("count", "first"),
    LINKS_OUT_OF_THE_ARCHIVE("count", "first"),
    NO_FILE_FOLDER_OR_LINK("count", "first"),
    NO_FILE_OR_FOLDER("count", "first"),
    UNSAFE_NAMES("count", "first"),
    UNKNOWN_ENTRIES("count", "first"),
    ENTRIES_WITHOUT_STAMP("count", "first"),
    LARGE_ENTRIES("count", "limit", "first"),
    SNAPSHOT_TOO_LARGE("count", "first"),
    READ_TOO_OFTEN("count", "first"),
    DEEP_FOLDERS("count", "first"),
    LINKS_TO_NOTHING("count", "first"),
    BROKEN_JSON("count", "first"),
    UNKNOWN_TRACE_FILES("count", "first"),
    TWICE_IN_ONE_SNAPSHOT("count", "first"),
    DELTAS_WITHOUT_BASE("count", "first"),
    DELTAS_WITHOUT_DASH("count", "first"),
    // Content that was passed over
    UNREADABLE_LINES("count", "files", "first"),
    LINE_OF("line", "path"),
    OUT_OF_RANGE("count", "first"),
    CGROUP_FILES("name"),
    CONTRADICTED_UPTIMES("count", "first"),
    // What was done about the whole
    STAMPS_WITHOUT_ZONE("count", "first"),
    SORTED_BY_TIME,
    NO_MANIFEST,
    SMALL_GROWERS_LEFT_OUT("count"),
    SEVERAL_TRACES("count"),
    TRACE_OUTSIDE,
    // Files of other tools
    NO_ZONE,
    ZONE_OF_OTHERS,
    ZONE_LETTERS_SHARED,
    NO_DATE,
    NO_YEAR,
    DATE_OF_OTHERS,
    HOUR_REPEATED,
    MONTH_FIRST,
    PIDS_NOT_TOLD,
    SOME_PROCESSES,
    SOME_CACHES,
    SIZES_ROUNDED,
    FREE_UNIT_GUESSED,
    VMSTAT_FROZEN,
    VMSTAT_SCALED,
    AVAILABLE_ESTIMATED,
    TOTAL_ESTIMATED,
    TOTAL_ADDED_UP,
    VALUES_REFUSED("metrics"),
    LOOKS_INTERPOLATED,
    SAMPLES_LEFT_OUT("count"),
    CGROUP_ALONE,
    FILE_CUT,
    OF_FILE("file", "warning"),
    FILE_LEFT_OUT("file", "reason");

    private final List<String> places;

    Kind(String... places) {
      this.places = List.of(places);
    }

    /** Ends the key of its words. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names of what its sentence has to fill in. */
    public List<String> places() {
      return places;
    }
  }

  public Warning {
    args = List.copyOf(args);
    if (args.size() != kind.places().size()) {
      throw new IllegalArgumentException(kind + " wants " + kind.places() + ", not " + args);
    }
    for (Object arg : args) {
      if (!(arg instanceof String || arg instanceof Long || arg instanceof Warning)) {
        throw new IllegalArgumentException("unknown kind of argument: " + arg);
      }
    }
  }

  public static Warning of(Kind kind, Object... args) {
    return new Warning(kind, List.of(args));
  }
}
