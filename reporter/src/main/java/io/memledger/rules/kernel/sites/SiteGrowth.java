package io.memledger.rules.kernel.sites;

import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.CoGrowth;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Call sites that the kernel itself counts, whole and without noise: those that grow by themselves,
 * and those whose growth is that of a line of the ledger that leaks.
 *
 * @param metric what is counted by site
 * @param counts objects by site, by which sites that grow by the same things are told; null if not
 *     known
 * @param each bytes that one unit of the metric holds, by site; NaN if not known
 * @param elsewhere whether another line's rule judges what a site holds
 * @param steps what to do next whoever it is
 */
record SiteGrowth(
    RuleInfo info,
    Metric metric,
    Metric counts,
    Each each,
    Predicate<String> elsewhere,
    List<NextStep> steps) {
  /** Bytes of one unit. */
  interface Each {
    double of(Recording recording, Subject site);
  }

  /** Fewer samples tell a difference, but no course, as for any suspicion. */
  private static final long FEWEST = 12;

  /** A site must grow by this share of itself: large ones breathe. */
  private static final double OWN = 0.25;

  /** Findings of a rule: beyond these it is the load that grows. */
  private static final int MOST = 5;

  /** Sites that are looked at for growing together; a broken file may hold any number. */
  private static final int MOST_GROUPED = 200;

  SiteGrowth {
    steps = List.copyOf(steps);
  }

  List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<TimeSeries> sites = sites(recording);
    if (MinimumCapture.tooShort(recording)) {
      return List.of(new SiteDifference(this).of(input, sites));
    }
    if (sites.stream().noneMatch(s -> s.samples() >= FEWEST)) {
      List<Finding> named = new SiteOfLine(this).find(input, sites, EnumSet.noneOf(Category.class));
      return named.isEmpty() ? List.of(new SiteDifference(this).of(input, sites)) : named;
    }
    return trends(input, sites);
  }

  /** Those that no other line's rule judges, and of which the bytes are known. */
  private List<TimeSeries> sites(Recording recording) {
    return recording.all(metric, Subject.Kind.CALL_SITE).stream()
        .filter(s -> !elsewhere.test(s.subject().name()))
        .filter(s -> !Double.isNaN(each.of(recording, s.subject())))
        .toList();
  }

  private List<Finding> trends(RuleInput input, List<TimeSeries> sites) {
    Recording recording = input.recording();
    List<Family.Member> judged = Family.judge(recording, sites, s -> material(recording, s));
    List<Family.Member> leaks =
        judged.stream()
            .filter(Family.Member::isLeak)
            .filter(m -> OtherCause.pageCache(recording, m).isEmpty())
            .limit(MOST_GROUPED)
            .toList();
    List<Finding> found = new ArrayList<>();
    Set<Category> named = EnumSet.noneOf(Category.class);
    for (List<Family.Member> group : CoGrowth.grouped(recording, leaks, counts)) {
      if (found.size() < MOST) {
        Finding finding = leak(input, group);
        found.add(finding);
        if (finding.claim().line() != null) {
          named.add(finding.claim().line());
        }
      }
    }
    found.addAll(new SiteOfLine(this).find(input, sites, named));
    if (!found.isEmpty()) {
      return found;
    }
    return judged.isEmpty()
        ? List.of(Findings.still(info, input))
        : List.of(cleared(input, judged.get(0)));
  }

  private double material(Recording recording, TimeSeries site) {
    double bytes = Materiality.site(recording) / each.of(recording, site.subject());
    return Math.max(bytes, OWN * site.first().value());
  }

  private Finding cleared(RuleInput input, Family.Member most) {
    boolean cached = most.isLeak();
    Clearing why = cached ? Clearing.PAGE_CACHE : most.leakTest().clearing();
    Subject site = most.series().subject();
    double bytes = each.of(input.recording(), site);
    return Findings.cleared(info, input, most, why)
        .evidence(site.name() + "-end", most.series().last().value() * bytes, Unit.BYTES, source())
        .build();
  }

  /**
   * @param members of one leak, the first of which grew most
   */
  private Finding leak(RuleInput input, List<Family.Member> members) {
    Recording recording = input.recording();
    Family.Member first = members.get(0);
    Family.Member all = CoGrowth.together(recording, members);
    Subject culprit = first.series().subject();
    double bytes = each.of(recording, culprit);
    Trend trend = all.trend();
    double rise = trend.rise() * bytes;
    Category line = category(recording, culprit, trend.from(), trend.to(), rise);
    FindingBuilder builder = Findings.growth(info, input, all, culprit, "").category(line);
    Finding plain = builder.build();
    builder.headline(plain.words().headline().with("others", members.size() - 1, Unit.COUNT));
    if (members.size() > 1) {
      builder.withoutProofs();
    }
    if (metric.unit() == Unit.COUNT) {
      builder.holdingPerHour(plain.claim().growth().rate() * bytes, source());
    }
    for (Family.Member member : members) {
      TimeSeries site = member.series();
      double grown = rise(recording, site, trend.from(), trend.to());
      evidence(recording, builder, site, trend.from(), trend.to(), grown);
    }
    double lineRise =
        line == null ? Double.NaN : SiteLines.rise(recording, line, trend.from(), trend.to());
    builder.evidence("site-line-growth", lineRise, Unit.BYTES, "proc/meminfo");
    if (Shares.areSame(lineRise, rise)) {
      builder.confidence(plain.claim().certainty().agreed());
    }
    return stepped(builder, culprit);
  }

  /** What is sure of the line, by what the file counts and what the name says. */
  Optional<Category> told(String site) {
    if (metric == Metric.TRACED_OBJECTS) {
      return Optional.of(Category.SLAB_UNRECLAIMABLE);
    }
    Optional<Category> mark = SitePlaces.mark(site);
    return metric == Metric.PAGE_OWNER_BYTES
        ? mark.or(() -> Optional.of(Category.UNACCOUNTED))
        : mark;
  }

  /** The line on which a site's bytes stand; null where nothing tells. */
  Category category(Recording recording, Subject site, double from, double to, double rise) {
    return told(site.name())
        .or(() -> SiteLines.alike(recording, from, to, rise))
        .orElseGet(() -> SitePlaces.guess(site.name(), bytesEach(recording, site)));
  }

  /** Bytes of one allocation of a site; NaN if not known. */
  private double bytesEach(Recording recording, Subject site) {
    if (metric.unit() == Unit.COUNT) {
      return each.of(recording, site);
    }
    double bytes = recording.series(metric, site).map(s -> s.last().value()).orElse(Double.NaN);
    return counts == null
        ? Double.NaN
        : recording.series(counts, site).map(s -> bytes / s.last().value()).orElse(Double.NaN);
  }

  double rise(Recording recording, TimeSeries site, double from, double to) {
    return SeriesTools.rise(site, from, to) * each.of(recording, site.subject());
  }

  /**
   * @param grown bytes
   */
  void evidence(
      Recording recording,
      FindingBuilder builder,
      TimeSeries site,
      double from,
      double to,
      double grown) {
    String name = site.subject().name();
    builder
        .evidence(name + "-growth", grown, Unit.BYTES, source())
        .proof(
            new Proof(
                metric,
                site.subject(),
                Double.NaN,
                Double.NaN,
                site.first().time(),
                site.last().time()));
    Optional<TimeSeries> objects =
        metric.unit() == Unit.COUNT
            ? Optional.of(site)
            : Optional.ofNullable(counts).flatMap(c -> recording.series(c, site.subject()));
    objects.ifPresent(
        s ->
            builder.evidence(
                name + ": new objects", SeriesTools.rise(s, from, to), Unit.COUNT, source()));
  }

  Finding stepped(FindingBuilder builder, Subject site) {
    steps.forEach(builder::step);
    SitePlaces.module(site.name()).stream()
        .flatMap(m -> NextSteps.withName("step.module", "modinfo @", m).stream())
        .forEach(builder::step);
    return builder.build();
  }

  String source() {
    return info.source();
  }
}
