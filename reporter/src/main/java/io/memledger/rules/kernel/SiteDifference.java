package io.memledger.rules.kernel;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Findings;
import io.memledger.rules.Materiality;
import io.memledger.series.Category;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Few readings of the call sites prove no trend, but tell who took memory between them: what a
 * support desk gets by "cat" now and an hour later.
 */
record SiteDifference(SiteGrowth sites) {
  /** Bytes: less comes and goes with every program that starts. */
  private static final double LEAST = 4 * Materiality.MIB;

  /** Share of MemTotal that matters, as for the difference of the host's lines. */
  private static final double SHARE = 0.005;

  /** A change worth listing, as a share of the largest (ANALYSIS 3.9). */
  private static final double LISTED = 0.05;

  private static final int MOST = 8;

  /**
   * Bytes by which the sites of one file must grow by equal steps: an event that leaks leaves the
   * same each time, but single objects come and go.
   */
  private static final double PAGE = 4096;

  /** Sites of one file that step alike; one alone may be chance. */
  private static final int FEWEST_ALIKE = 2;

  /** What a site took between the first and the last reading, in bytes. */
  private record Change(TimeSeries site, double growth) {
    String name() {
      return site.subject().name();
    }
  }

  Finding of(Case given, List<TimeSeries> all) {
    List<Change> changes = new ArrayList<>();
    double begin = all.stream().mapToDouble(s -> s.first().time()).min().orElse(0);
    for (TimeSeries one : all) {
      // What the first reading does not list held nothing then.
      double before = one.first().time() > begin ? 0 : one.first().value();
      double each = sites.each().of(given.recording(), one.subject());
      changes.add(new Change(one, (one.last().value() - before) * each));
    }
    changes.sort(
        Comparator.comparingDouble(Change::growth).reversed().thenComparing(c -> c.name()));
    double end = all.stream().mapToDouble(s -> s.last().time()).max().orElse(0);
    if (!(end > begin)) {
      return once(given, all);
    }
    Change top = changes.get(0);
    if (top.growth() >= matters(given.recording())) {
      return grown(given, changes, top, "notice");
    }
    return stairs(changes).isEmpty()
        ? say(given, Status.CLEARED, "small", top).build()
        : grown(given, stairs(changes), stairs(changes).get(0), "stairs");
  }

  private static double matters(Recording recording) {
    double total = recording.hostFacts().memTotal();
    return Double.isNaN(total) ? LEAST : Math.max(LEAST, SHARE * total);
  }

  private Finding once(Case given, List<TimeSeries> all) {
    return all.stream()
        .map(s -> new Change(s, s.last().value() * sites.each().of(given.recording(), s.subject())))
        .max(Comparator.comparingDouble(Change::growth).thenComparing(Change::name))
        .map(most -> say(given, Status.CLEARED, "once", most).build())
        .orElseGet(() -> Findings.still(sites.info().id(), given));
  }

  private Finding grown(Case given, List<Change> changes, Change top, String how) {
    Recording recording = given.recording();
    TimeSeries site = top.site();
    double from = site.first().time();
    double to = site.last().time();
    Subject culprit = site.subject();
    Category line = sites.category(recording, culprit, from, to, top.growth());
    FindingBuilder builder =
        say(given, Status.NOTICE, how, top)
            .culprit(recording, culprit)
            .category(line)
            .window(from, to)
            .growth(top.growth());
    changes.stream()
        .filter(c -> c.growth() >= LISTED * top.growth())
        .limit(MOST)
        .forEach(c -> sites.evidence(recording, builder, c.site(), from, to, c.growth()));
    Finding stepped = sites.stepped(builder, culprit);
    return FindingBuilder.from(stepped)
        .step(Wording.of("step.capture"), "./memledger-collector.jar --duration 30m")
        .build();
  }

  private FindingBuilder say(Case given, Status status, String how, Change top) {
    double steps = Math.max(1, top.site().samples() - 1.0);
    Wording headline =
        Wording.of(sites.info().id() + ".headline." + how)
            .with("name", top.name())
            .with("growth", top.growth(), Unit.BYTES)
            .with("step", top.growth() / steps, Unit.BYTES)
            .with("samples", top.site().samples(), Unit.COUNT)
            .with("span", top.site().span(), Unit.SECONDS);
    return Findings.about(sites.info().id(), given, status, headline);
  }

  /** The sites of that file of which most grew by equal steps; empty where none did. */
  private static List<Change> stairs(List<Change> changes) {
    List<Change> best = List.of();
    for (Change one : changes) {
      if (isStair(one.site())) {
        List<Change> alike =
            changes.stream()
                .filter(c -> isStair(c.site()) && file(c).equals(file(one)))
                .filter(c -> c.site().samples() == one.site().samples())
                .toList();
        double growth = alike.stream().mapToDouble(Change::growth).sum();
        boolean enough = alike.size() >= FEWEST_ALIKE && growth >= PAGE;
        if (enough && growth > best.stream().mapToDouble(Change::growth).sum()) {
          best = alike;
        }
      }
    }
    return best;
  }

  private static String file(Change change) {
    int colon = change.name().indexOf(':');
    return colon < 0 ? change.name() : change.name().substring(0, colon);
  }

  /** Whether it rose from each reading to the next, always by the same. */
  private static boolean isStair(TimeSeries site) {
    if (site.size() < 3 || site.samples() != site.size()) {
      return false;
    }
    double step = site.mean(1) - site.mean(0);
    for (int i = 1; i < site.size(); i++) {
      if (site.mean(i) - site.mean(i - 1) != step) {
        return false;
      }
    }
    return step > 0;
  }
}
