package io.memledger.verdict;

import io.memledger.rule.Finding;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Unit;
import io.memledger.verdict.Exhaustions.End;
import io.memledger.verdict.Verdict.Bound;
import io.memledger.verdict.Verdict.Exhaustion;
import io.memledger.verdict.Verdict.OutOfDescriptors;
import java.util.List;

/**
 * What comes of the leaks if they go on: the limit that is met first, in words (METHOD 3.10).
 *
 * @param first null if none is met within the forecast's reach
 * @param descriptors null if no process runs out of them
 * @param bound what the main leak can take at most; null where a limit is met before that
 * @param reserve bytes of address space that the main leak had reserved and has not filled, where a
 *     limit of its own is met before that; else NaN
 */
record Outlook(End first, OutOfDescriptors descriptors, Bound bound, double reserve) {
  private static final String IN_ALL = ".in-all";

  /** Rates that differ by less are shown by the same three digits, or nearly so. */
  private static final double SAME_RATE = 0.01;

  static Outlook of(Recording recording, List<Finding> leaks) {
    Finding main = leaks.get(0);
    List<End> ends = Exhaustions.all(recording, leaks);
    Bound bound = Bounds.of(recording, main).orElse(null);
    if (bound != null) {
      // Beyond it nothing is known of the main leak, so that no limit of its own is foretold.
      double full = bound.room() / Pace.of(main).rate();
      ends =
          ends.stream()
              .filter(e -> e.at().seconds() <= full || !Exhaustions.counts(main, e.at()))
              .toList();
    }
    End first = ends.stream().findFirst().orElse(null);
    boolean within =
        first != null
            && first.foretold()
            && bound != null
            && bound.kind() == Bound.Kind.RESERVED
            && Exhaustions.counts(main, first.at());
    return new Outlook(
        first,
        DescriptorLimits.of(recording, leaks),
        first == null ? bound : null,
        within ? bound.room() : Double.NaN);
  }

  /** Null where no time can be told. */
  Exhaustion exhaustion() {
    return first != null && first.foretold() ? first.at() : null;
  }

  Wording words(Recording recording, Finding main) {
    if (descriptors != null && (first == null || descriptors.seconds() < first.at().seconds())) {
      return ofDescriptors();
    }
    if (bound != null) {
      return Wording.of("outlook.bound." + bound.kind().id())
          .with("room", bound.room(), Unit.BYTES);
    }
    if (first == null) {
      double room = Room.ofHost(recording);
      String left = room > 0 ? "outlook.far" : "outlook.none-left";
      return Wording.of(Double.isNaN(room) ? "outlook.unknown" : left);
    }
    Wording end = ofMemory(recording, main);
    return Double.isNaN(reserve)
        ? end
        : Wording.of("outlook.within-reserve").with("end", end).with("room", reserve, Unit.BYTES);
  }

  /** Where a limit of another leak than the main one is met first, that is said. */
  private Wording ofMemory(Recording recording, Finding main) {
    Exhaustion end = first.at();
    if (!first.foretold()) {
      return Wording.of("outlook.not-before").with("low", end.secondsLow(), Unit.SECONDS);
    }
    String whose = whose(main);
    Wording bare =
        timed(end.limit().id() + whose, end.seconds(), end.secondsLow(), end.secondsHigh());
    Wording times =
        whose.equals(IN_ALL)
            ? bare.with("rate", first.rate() * Seconds.HOUR, Unit.BYTES_PER_HOUR)
            : bare;
    return end.cgroup()
        .map(path -> times.with("limit", CgroupNames.of(recording, path)))
        .or(() -> end.mount().map(path -> times.with("limit", path)))
        .orElse(times);
  }

  /** "At this rate" is said of the rate that was said before, and of no other. */
  private String whose(Finding main) {
    if (!Exhaustions.counts(main, first.at())) {
      return ".other";
    }
    double said = Pace.takes(main) ? Pace.of(main).rate() : 0;
    return Math.abs(first.rate() - said) <= SAME_RATE * said ? "" : IN_ALL;
  }

  private Wording ofDescriptors() {
    return timed(
            "descriptors",
            descriptors.seconds(),
            descriptors.secondsLow(),
            descriptors.secondsHigh())
        .with("name", descriptors.process().name())
        .with("pid", Long.toString(descriptors.process().id()))
        .with("most", descriptors.most(), Unit.COUNT);
  }

  private static Wording timed(String limit, double left, double low, double high) {
    boolean open = Double.isNaN(high);
    Wording times =
        Wording.of((open ? "outlook.open." : "outlook.") + limit)
            .with("left", left, Unit.SECONDS)
            .with("low", low, Unit.SECONDS);
    return open ? times : times.with("high", high, Unit.SECONDS);
  }
}
