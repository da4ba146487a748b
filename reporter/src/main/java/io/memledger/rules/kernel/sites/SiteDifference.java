package io.memledger.rules.kernel.sites;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.NextStep;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Few readings of the call sites prove no trend, but tell who took memory between them: what a
 * support desk gets by "cat" now and an hour later.
 */
record SiteDifference(SiteGrowth sites) {
  /** Bytes: less comes and goes with every program that starts. */
  private static final double LEAST = 4 * Bytes.MIB;

  /** Share of MemTotal: a tenth of that for the host's lines, since what a site counts is exact. */
  private static final double SHARE = 0.0005;

  /** Sites listed as evidence. */
  private static final int MOST = 8;

  /**
   * Bytes by which the sites of one file must grow by equal steps: an event that leaks leaves the
   * same each time, but single objects come and go.
   */
  private static final double PAGE = 4096;

  /** Sites of one file that step alike; one alone may be chance. */
  private static final int FEWEST_ALIKE = 2;

  private static final Comparator<Change> LARGEST_FIRST =
      Comparator.comparingDouble(Change::growth).reversed().thenComparing(Change::name);

  /** What a site took between the first and the last reading, in bytes. */
  private record Change(TimeSeries site, double growth) {
    String name() {
      return site.subject().name();
    }
  }

  /** All readings of the file: those of one site may begin later or end before. */
  private record Readings(double from, double to, long count) {
    static Readings of(List<TimeSeries> all) {
      return new Readings(
          all.stream().mapToDouble(s -> s.first().time()).min().orElse(0),
          all.stream().mapToDouble(s -> s.last().time()).max().orElse(0),
          all.stream().mapToLong(TimeSeries::samples).max().orElse(0));
    }

    /** What a reading does not list held nothing then. */
    double growth(TimeSeries site) {
      double before = site.first().time() > from ? 0 : site.first().value();
      double after = site.last().time() < to ? 0 : site.last().value();
      return after - before;
    }
  }

  Finding of(RuleInput input, List<TimeSeries> all) {
    Recording recording = input.recording();
    Readings readings = Readings.of(all);
    if (!(readings.to() > readings.from())) {
      return once(input, all, readings);
    }
    List<Change> changes = new ArrayList<>();
    for (TimeSeries one : all) {
      double each = sites.each().of(recording, one.subject());
      changes.add(new Change(one, readings.growth(one) * each));
    }
    changes.sort(LARGEST_FIRST);
    Change top = changes.get(0);
    if (top.growth() >= matters(recording)) {
      List<Change> listed =
          changes.stream().filter(c -> c.growth() >= Shares.LISTED * top.growth()).toList();
      return grown(input, listed, say(input, Status.NOTICE, "notice", top, readings), readings)
          .growth(top.growth())
          .build();
    }
    List<Change> stairs = stairs(changes, readings);
    if (stairs.isEmpty()) {
      return say(input, Status.CLEARED, "small", top, readings).build();
    }
    FindingBuilder builder = say(input, Status.NOTICE, "stairs", stairs.get(0), readings);
    double step = growth(stairs) / (readings.count() - 1);
    Wording headline =
        builder
            .build()
            .words()
            .headline()
            .with("step", step, Unit.BYTES)
            .with("others", stairs.size() - 1, Unit.COUNT);
    return grown(input, stairs, builder.headline(headline), readings)
        .growth(growth(stairs))
        .build();
  }

  private static double matters(Recording recording) {
    double total = recording.hostFacts().memTotal();
    return Double.isNaN(total) ? LEAST : Math.max(LEAST, SHARE * total);
  }

  private Finding once(RuleInput input, List<TimeSeries> all, Readings readings) {
    return all.stream()
        .map(s -> new Change(s, s.last().value() * sites.each().of(input.recording(), s.subject())))
        .min(LARGEST_FIRST)
        .map(most -> say(input, Status.CLEARED, "once", most, readings).build())
        .orElseGet(() -> Findings.still(sites.info(), input));
  }

  /** Names the first of these and lists all. */
  private FindingBuilder grown(
      RuleInput input, List<Change> changes, FindingBuilder builder, Readings readings) {
    Recording recording = input.recording();
    Change top = changes.get(0);
    double from = readings.from();
    double to = readings.to();
    Subject culprit = top.site().subject();
    builder
        .culprit(recording, culprit)
        .category(sites.category(recording, culprit, from, to, top.growth()))
        .window(from, to)
        .explanation(
            Wording.of("knowledge.explained")
                .with("first", Wording.of(sites.info().id() + ".meaning"))
                .with("about", Wording.of("snapshot-difference.meaning")));
    changes.stream()
        .limit(MOST)
        .forEach(c -> sites.evidence(recording, builder, c.site(), from, to, c.growth()));
    return FindingBuilder.from(sites.stepped(builder, culprit)).step(NextStep.CAPTURE);
  }

  private FindingBuilder say(
      RuleInput input, Status status, String how, Change top, Readings readings) {
    Wording headline =
        Wording.of(sites.info().id() + ".headline." + how)
            .with("name", top.name())
            .with("growth", top.growth(), Unit.BYTES)
            .with("samples", readings.count(), Unit.COUNT)
            .with("span", readings.to() - readings.from(), Unit.SECONDS);
    return Findings.about(sites.info(), input, status, headline);
  }

  /**
   * The sites of that file of which most grew by equal steps; empty where none did, and for stacks,
   * which do not say in which file they are.
   */
  private List<Change> stairs(List<Change> changes, Readings readings) {
    Map<String, List<Change>> byFile = new TreeMap<>();
    for (Change one : changes) {
      boolean place = sites.metric() == Metric.SITE_BYTES && one.name().contains(":");
      if (place && one.site().samples() == readings.count() && isStair(one.site())) {
        String file = one.name().substring(0, one.name().indexOf(':'));
        byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(one);
      }
    }
    return byFile.values().stream()
        .filter(alike -> alike.size() >= FEWEST_ALIKE && growth(alike) >= PAGE)
        .max(Comparator.comparingDouble(SiteDifference::growth))
        .orElse(List.of());
  }

  private static double growth(List<Change> changes) {
    return changes.stream().mapToDouble(Change::growth).sum();
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
