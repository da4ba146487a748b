package io.memledger.engine;

/**
 * A stage of the analysis that crashed.
 *
 * @param part its name in the report, such as analysis-merging
 * @param reason the error and its message
 */
public record Failure(String part, String reason) {
  /** Begins the names of checks of the report that failed, which is whole for all that. */
  public static final String CHECK = "check-";

  /** What crashed, as it is told everywhere. */
  public static String reason(Throwable crash) {
    String name = crash.getClass().getSimpleName();
    return crash.getMessage() == null ? name : name + ": " + crash.getMessage();
  }
}
