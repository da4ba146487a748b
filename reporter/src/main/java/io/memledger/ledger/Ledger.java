package io.memledger.ledger;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.List;
import java.util.Optional;

/**
 * The balance of MemTotal between two moments of one segment.
 *
 * @param startTime seconds since the recording's start of the opening moment
 * @param endTime likewise of the closing moment
 * @param lines those of which something was captured, in the order of {@link Category}; at both
 *     ends they sum to MemTotal exactly
 * @param availableDelta bytes, negative when available memory fell
 * @param explainedShare share of what the growing lines took that stands on a line other than the
 *     remainder, 0 to 1; NaN if nothing grew
 * @param notes keys of messages on what was assumed or missing (VMAP_STACK, no zoneinfo, …)
 */
public record Ledger(
    double startTime,
    double endTime,
    List<Line> lines,
    double availableDelta,
    double explainedShare,
    List<String> notes) {
  public Ledger {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /**
   * One line, in bytes, with those who hold it.
   *
   * @param members by growth, largest first; the list stops at 90 % explained
   * @param unexplained bytes of the delta that no member explains
   */
  public record Line(
      Category category, double start, double end, List<Member> members, double unexplained) {
    public Line {
      members = List.copyOf(members);
    }

    public double delta() {
      return end - start;
    }

    /** False of the rest of a capture that leaves out what may hold much. */
    public boolean isItemised() {
      return category != Category.NOT_ITEMISED;
    }
  }

  /** One holder of a line: bytes at both ends, 0 where it did not exist. */
  public record Member(Subject subject, double start, double end) {
    public double delta() {
      return end - start;
    }
  }

  /** What the machine was given in between, bytes: a balloon, or memory that was plugged in. */
  public double memTotalDelta() {
    return lines.stream().mapToDouble(Line::delta).sum();
  }

  /** Empty where nothing of the line was captured. */
  public Optional<Line> line(Category category) {
    return lines.stream().filter(line -> line.category() == category).findFirst();
  }

  /** Bytes by which a line grew; 0 where nothing of it was captured. */
  public double delta(Category category) {
    return line(category).map(Line::delta).orElse(0.0);
  }
}
