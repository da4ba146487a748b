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
 * @param bound what the main leak can take at most; null where a limit is met before that, or none
 *     is known
 * @param scope what it is about
 */
public record Verdict(
    Status status,
    Wording headline,
    double confidence,
    Exhaustion exhaustion,
    OutOfDescriptors descriptors,
    DetectionLimit limit,
    Bound bound,
    Scope scope) {

  /** A verdict that does not know what it would have seen. */
  public Verdict(
      Status status,
      Wording headline,
      double confidence,
      Exhaustion exhaustion,
      OutOfDescriptors descriptors) {
    this(
        status,
        headline,
        confidence,
        exhaustion,
        descriptors,
        DetectionLimit.NONE,
        null,
        Scope.HOST);
  }

  /** The same, with what it would have seen. */
  Verdict seeing(DetectionLimit slowest) {
    return new Verdict(
        status, headline, confidence, exhaustion, descriptors, slowest, bound, scope);
  }

  /** The same in other words. */
  Verdict saying(Wording words) {
    return new Verdict(status, words, confidence, exhaustion, descriptors, limit, bound, scope);
  }

  /** The same, of a leak that can take no more than so much. */
  Verdict within(Bound most) {
    return new Verdict(status, headline, confidence, exhaustion, descriptors, limit, most, scope);
  }

  /** The same, of what a capture holds; where that is not the host the headline says so. */
  Verdict about(Scope what) {
    Wording said =
        what.isHost()
            ? headline
            : Wording.of("verdict.scope").with("sources", what.named()).with("verdict", headline);
    return new Verdict(status, said, confidence, exhaustion, descriptors, limit, bound, what);
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
   * @param path of the cgroup or of the mount whose limit it is; null where it is none's
   * @param secondsHigh NaN for "may never"
   */
  public record Exhaustion(
      Limit limit, String path, double seconds, double secondsLow, double secondsHigh, Instant at) {
    /** Memory of the host, that and its swap, what a cgroup may hold, or the size of a tmpfs. */
    public enum Limit {
      HOST("host"),
      SWAP("swap"),
      CGROUP("cgroup"),
      TMPFS("tmpfs");

      private final String id;

      Limit(String id) {
        this.id = id;
      }

      /** As report.json and the keys of messages have it. */
      public String id() {
        return id;
      }
    }

    /** The cgroup whose limit is met; empty where it is another limit. */
    public Optional<String> cgroup() {
      return Optional.ofNullable(path).filter(p -> limit == Limit.CGROUP);
    }

    /** The tmpfs mount that is full; empty where it is another limit. */
    public Optional<String> mount() {
      return Optional.ofNullable(path).filter(p -> limit == Limit.TMPFS);
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

  /**
   * What a leak can take at most before it must ask for more: it ends nothing, and nobody knows
   * whether it then asks.
   *
   * @param room bytes
   */
  public record Bound(Kind kind, double room) {
    /** Address space that a process reserved before it grew, or the size of a System V segment. */
    public enum Kind {
      RESERVED("reserved"),
      SEGMENT("segment");

      private final String id;

      Kind(String id) {
        this.id = id;
      }

      /** As the keys of messages have it. */
      public String id() {
        return id;
      }
    }
  }
}
