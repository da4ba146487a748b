package io.memledger.verdict;

import io.memledger.rule.Wording;
import io.memledger.series.Subject;
import java.time.Instant;
import java.util.Optional;

/**
 * What the whole archive says.
 *
 * @param confidence 0 to 1; NaN where the verdict is inconclusive
 * @param exhaustion null if no memory runs out within the forecast's reach
 * @param descriptors null if no process runs out of descriptors within the forecast's reach
 * @param limit the slowest leak that would have shown
 */
public record Verdict(
    Status status,
    Wording headline,
    double confidence,
    Exhaustion exhaustion,
    OutOfDescriptors descriptors,
    DetectionLimit limit) {

  /** A verdict that does not know what it would have seen. */
  public Verdict(
      Status status,
      Wording headline,
      double confidence,
      Exhaustion exhaustion,
      OutOfDescriptors descriptors) {
    this(status, headline, confidence, exhaustion, descriptors, DetectionLimit.NONE);
  }

  /** The same, with what it would have seen. */
  Verdict seeing(DetectionLimit slowest) {
    return new Verdict(status, headline, confidence, exhaustion, descriptors, slowest);
  }

  /** A verdict in which nobody runs out of descriptors. */
  public Verdict(Status status, Wording headline, double confidence, Exhaustion exhaustion) {
    this(status, headline, confidence, exhaustion, null);
  }

  /** A verdict that says nothing of any leak. */
  public static Verdict inconclusive(Wording why) {
    return new Verdict(Status.INCONCLUSIVE, why, Double.NaN, null);
  }

  /** The verdict's word, with the reporter's exit status under --exit-code. */
  public enum Status {
    LEAK("leak", 40),
    SUSPECTED_LEAK("suspected-leak", 30),
    PRESSURE("pressure", 20),
    HEALTHY("healthy", 0),
    INCONCLUSIVE("inconclusive", 10);

    private final String id;
    private final int exitCode;

    Status(String id, int exitCode) {
      this.id = id;
      this.exitCode = exitCode;
    }

    public String id() {
      return id;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  /**
   * When memory ends if nothing changes, in seconds after the end of the capture.
   *
   * @param limit which limit is met first
   * @param path of the cgroup whose limit it is; null where it is none's
   * @param secondsHigh NaN for "may never"
   */
  public record Exhaustion(
      Limit limit, String path, double seconds, double secondsLow, double secondsHigh, Instant at) {
    /** Memory of the host, that and its swap, or what a cgroup may hold. */
    public enum Limit {
      HOST("host"),
      SWAP("swap"),
      CGROUP("cgroup");

      private final String id;

      Limit(String id) {
        this.id = id;
      }

      /** As report.json and the keys of messages have it. */
      public String id() {
        return id;
      }
    }

    /** The cgroup whose limit is met; empty where it is the host's memory that ends. */
    public Optional<String> cgroup() {
      return Optional.ofNullable(path);
    }
  }

  /**
   * When a process has as many files open as it may, if nothing changes: from then on it can open
   * nothing, whatever memory is left.
   *
   * @param most its soft limit
   * @param secondsHigh NaN for "may never"
   */
  public record OutOfDescriptors(
      Subject process,
      double open,
      double most,
      double seconds,
      double secondsLow,
      double secondsHigh,
      Instant at) {}
}
