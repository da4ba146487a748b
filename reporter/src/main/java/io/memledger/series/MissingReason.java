package io.memledger.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a source is missing, where that is one of the things that are said often. */
public enum MissingReason {
  NOT_IN_ARCHIVE("not in the archive"),
  UNREADABLE("unreadable"),
  // strerror(3) of the C library in the C locale, as the Java runtime of the collector gives it
  PERMISSION_DENIED("Permission denied"),
  NOT_PERMITTED("Operation not permitted"),
  NO_SUCH_FILE("No such file or directory"),
  NO_SUCH_PROCESS("No such process"),
  NO_SUCH_DEVICE("No such device"),
  NOT_SUPPORTED("Operation not supported"),
  INVALID_ARGUMENT("Invalid argument"),
  INPUT_OUTPUT_ERROR("Input/output error");

  private final String said;

  MissingReason(String said) {
    this.said = said;
  }

  /** Ends the key of its words. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the archive and report.json have it. */
  public String said() {
    return said;
  }

  /** The reason that is said so; empty for any other words. */
  public static Optional<MissingReason> of(String said) {
    return Arrays.stream(values()).filter(one -> one.said.equals(said)).findFirst();
  }
}
