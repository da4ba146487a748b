package io.memledger.verdict;

import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings findings into the order of the report, and gives each its severity and a unique id. */
public final class Ranking {
  /**
   * Evidence of a finding that counts things: the bytes an hour that these things hold, by which it
   * is ranked.
   */
  public static final String EXPLAINS = "explains-rate";

  /** Evidence of a leak that restarts end: in how many lives it was seen. */
  public static final String LIVES = "lives";

  /** Evidence of a finding whose story takes more than its own line of the ledger: all lines. */
  public static final String IN_ALL = "in-all-rate";

  /** Hours until headroom ends, and the severity of a leak that ends it then. */
  private static final double[][] SEVERITY = {
    {1, 100}, {6, 90}, {24, 80}, {72, 70}, {168, 60}, {720, 45}
  };

  private static final int SLOW_LEAK = 30;
  private static final double ONLY_SUSPECTED = 0.8;
  private static final int PRESSURE = 50;
  private static final int NOTICE = 10;

  private Ranking() {}

  public static List<Finding> ordered(Recording recording, List<Finding> findings) {
    double headroom = headroom(recording);
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.comparing(Finding::status)
            .thenComparing(f -> isWholeHost(f))
            .thenComparing(Comparator.comparingDouble(Ranking::inAll).reversed())
            .thenComparing(Finding::id));
    List<Finding> ordered = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Finding finding : sorted) {
      Finding graded = FindingBuilder.from(finding).severity(severity(finding, headroom)).build();
      ordered.add(withId(graded, ids));
    }
    return ordered;
  }

  /** A loss of the whole host without a line or a name; named findings go before it. */
  public static boolean isWholeHost(Finding f) {
    return f.category() == null
        && (f.culprit() == null || f.culprit().subject().kind() == Subject.Kind.HOST);
  }

  /** What a finding loses; 0 if not known. */
  public static double bytesPerHour(Finding f) {
    double rate = 0;
    if (f.unit() == Unit.BYTES) {
      rate = f.rate();
    } else {
      for (Evidence evidence : f.evidence()) {
        rate = evidence.name().equals(EXPLAINS) ? evidence.value() : rate;
      }
    }
    return Double.isNaN(rate) ? 0 : rate;
  }

  /** What the story of a finding loses on all lines of the ledger; 0 if not known. */
  private static double inAll(Finding f) {
    double told =
        f.evidence().stream()
            .filter(e -> e.name().equals(IN_ALL))
            .mapToDouble(Evidence::value)
            .findFirst()
            .orElse(0);
    return Math.max(told, bytesPerHour(f));
  }

  /** Bytes that each of the things of a finding that counts holds at least; NaN if not known. */
  public static double bytesEach(Finding f) {
    return f.evidence().stream()
        .filter(e -> e.name().equals(EXPLAINS) && f.rate() > 0)
        .mapToDouble(e -> e.value() / f.rate())
        .findFirst()
        .orElse(Double.NaN);
  }

  private static int severity(Finding f, double headroom) {
    return switch (f.status()) {
      case LEAK -> severity(headroom / inAll(f));
      case SUSPECTED_LEAK -> (int) Math.round(ONLY_SUSPECTED * severity(headroom / inAll(f)));
      case PRESSURE -> Math.max(PRESSURE, f.severity());
      case NOTICE -> NOTICE;
      case CLEARED -> 0;
    };
  }

  private static int severity(double hoursLeft) {
    for (double[] step : SEVERITY) {
      if (hoursLeft <= step[0]) {
        return (int) step[1];
      }
    }
    return SLOW_LEAK;
  }

  private static double headroom(Recording recording) {
    return recording
        .host(Metric.AVAILABLE)
        .map(TimeSeries::last)
        .map(TimeSeries.Sample::value)
        .orElse(Double.NaN);
  }

  private static Finding withId(Finding f, Set<String> ids) {
    String id = f.id();
    for (int n = 2; !ids.add(id); n++) {
      id = f.id() + "#" + n;
    }
    return id.equals(f.id())
        ? f
        : new Finding(
            id,
            f.rule(),
            f.status(),
            f.severity(),
            f.confidence(),
            f.category(),
            f.culprit(),
            f.shape(),
            f.from(),
            f.to(),
            f.growth(),
            f.rate(),
            f.rateLow(),
            f.rateHigh(),
            f.unit(),
            f.shareOfLoss(),
            f.headline(),
            f.explanation(),
            f.evidence(),
            f.nextSteps(),
            f.proofs());
  }
}
