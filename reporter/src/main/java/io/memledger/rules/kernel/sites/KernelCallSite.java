package io.memledger.rules.kernel.sites;

import io.memledger.rule.Certainty;
import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Loss.Basis;
import io.memledger.rule.Proof;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Trust;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.KmemStep;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.rules.kernel.knowledge.CacheGroups;
import io.memledger.rules.kernel.sites.TracedSites.Candidate;
import io.memledger.series.Category;
import io.memledger.series.KmemFlow;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A traced call site is the culprit only if what it never freed grows as fast as the kernel's
 * memory does: caches that fill up leave survivors, too (METHOD 4.5).
 */
public final class KernelCallSite implements Rule {
  private static final String ID = "kernel-call-site";
  private static final String TRACE = "trace/kmem.trace";
  private static final RuleInfo INFO =
      new RuleInfo(ID, TRACE, List.of(Metric.KMEM_OUTSTANDING))
          .bringing(Category.SLAB_UNRECLAIMABLE, Category.UNACCOUNTED)
          .trusted(Trust.EVENTS);

  /** In less than this, in seconds, what lives briefly cannot be told from what stays. */
  private static final double SHORTEST = 3;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A growth, and the call sites that may be behind it. */
  private record GrowingLine(
      Family.Member line, double rate, Category category, List<Candidate> candidates) {}

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Optional<KmemFlow> traced = recording.kmem();
    if (traced.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    KmemFlow flow = traced.get();
    List<GrowingLine> growths = growths(input, flow);
    if (growths.isEmpty()) {
      return List.of(cleared(input, flow));
    }
    if (flow.judged() < SHORTEST) {
      return List.of(unanswered(input, flow, "lossy", growths.get(0)));
    }
    for (GrowingLine growth : growths) {
      Optional<Candidate> culprit = TracedSites.agreeing(growth.candidates(), growth.rate());
      if (culprit.isPresent()) {
        return List.of(found(input, flow, growth, culprit.get()));
      }
    }
    return List.of(unanswered(input, flow, "none", growths.get(0)));
  }

  /** Lines of the ledger that leak, and caches that do or that grow with them, largest first. */
  private static List<GrowingLine> growths(RuleInput input, KmemFlow flow) {
    Recording recording = input.recording();
    List<GrowingLine> growths = new ArrayList<>();
    Category slab = Category.SLAB_UNRECLAIMABLE;
    Optional<Family.Member> line = LedgerLines.leak(input, slab);
    if (line.isPresent()) {
      growths.add(
          new GrowingLine(line.get(), line.get().trend().rate(), slab, TracedSites.ofSlab(flow)));
      growths.addAll(caches(recording, flow, line.get()));
    } else {
      growths.addAll(cachesAlone(recording, flow));
    }
    LedgerLines.leak(input, Category.UNACCOUNTED)
        .ifPresent(
            rest ->
                growths.add(
                    new GrowingLine(
                        rest,
                        rest.trend().rate(),
                        Category.UNACCOUNTED,
                        TracedSites.ofPages(flow))));
    return growths;
  }

  /** Caches that leak while others shrink, so that their line as a whole does not show it. */
  private static List<GrowingLine> cachesAlone(Recording recording, KmemFlow flow) {
    double least = Materiality.slab(recording);
    List<GrowingLine> growths = new ArrayList<>();
    for (Family.Member cache :
        Family.judge(
            recording,
            CacheGroups.of(recording, Metric.SLAB_BYTES, false),
            s -> Math.max(least, Materiality.CACHE_ALONE * s.first().value()))) {
      boolean moved =
          OtherCause.lineStill(recording, cache)
              .or(() -> OtherCause.pageCache(recording, cache))
              .isPresent();
      if (cache.isLeak() && !moved) {
        growths.add(
            new GrowingLine(
                cache,
                cache.trend().rate(),
                Category.SLAB_UNRECLAIMABLE,
                TracedSites.ofCaches(flow, recording.mergedWith(cache.series().subject().name()))));
      }
    }
    return growths;
  }

  private static List<GrowingLine> caches(Recording recording, KmemFlow flow, Family.Member line) {
    List<GrowingLine> growths = new ArrayList<>();
    for (TimeSeries cache : recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE)) {
      Optional<Trend> trend =
          Trend.of(cache)
              .filter(t -> t.shape().goesOn() && t.rise() >= Shares.LISTED * line.trend().rise());
      if (trend.isPresent()) {
        List<String> names = recording.mergedWith(cache.subject().name());
        growths.add(
            new GrowingLine(
                line,
                trend.get().rate(),
                Category.SLAB_UNRECLAIMABLE,
                TracedSites.ofCaches(flow, names)));
      }
    }
    growths.sort(Comparator.comparingDouble(GrowingLine::rate).reversed());
    return growths;
  }

  private static Finding found(
      RuleInput input, KmemFlow flow, GrowingLine growth, Candidate culprit) {
    Family.Member line = growth.line();
    Subject subject = Subject.named(Subject.Kind.CALL_SITE, culprit.name());
    boolean sure = flow.losses() == 0 && flow.untracked() == 0 && !flow.lossUnplaced();
    Certainty certainty = line.leakTest().certainty();
    FindingBuilder builder = Findings.growth(INFO, input, line, subject, "");
    builder
        .category(growth.category())
        .basis(Basis.TRACED)
        .confidence(sure ? certainty.agreed() : certainty.confidence())
        .explanation(
            Findings.named(Wording.of(ID + ".explanation"), subject)
                .with("count", culprit.outstandingCount(), Unit.COUNT)
                .with("bytes", culprit.outstanding(), Unit.BYTES)
                .with("judged", flow.judged(), Unit.SECONDS)
                .with("siterate", culprit.rate() * Seconds.HOUR, Unit.BYTES_PER_HOUR)
                .with("rate", growth.rate() * Seconds.HOUR, Unit.BYTES_PER_HOUR)
                .with("loss", loss(flow))
                .with("limits", Doubt.words(line.leakTest().certainty().doubts())))
        .evidence("kmem-outstanding", culprit.outstanding(), Unit.BYTES, TRACE)
        .evidence("kmem-outstanding-count", culprit.outstandingCount(), Unit.COUNT, TRACE)
        .evidence("kmem-survivors", culprit.survivors(), Unit.BYTES, TRACE)
        .evidence("kmem-rate", culprit.rate() * Seconds.HOUR, Unit.BYTES_PER_HOUR, TRACE)
        .evidence("kmem-agreement", culprit.rate() / growth.rate(), Unit.RATIO, TRACE)
        .evidence("kmem-youngest", culprit.youngest(), Unit.RATIO, TRACE)
        .evidence("kmem-unseen-frees", culprit.unseenFrees(), Unit.COUNT, TRACE);
    during(input, flow, growth)
        .ifPresent(r -> builder.evidence("kmem-line-growth", r, Unit.BYTES, "proc/meminfo"));
    trace(builder, flow);
    builder.proof(
        new Proof(
            Metric.KMEM_OUTSTANDING,
            subject,
            Double.NaN,
            Double.NaN,
            flow.from(),
            flow.from() + flow.judged()));
    KmemStep.stacks(culprit.parts().get(0)).forEach(builder::step);
    return builder.build();
  }

  /** What the line itself grew by while it was traced. */
  private static Optional<Double> during(RuleInput input, KmemFlow flow, GrowingLine growth) {
    double from = flow.from();
    double to = from + flow.judged();
    return input
        .recording()
        .host(Metric.ofLine(growth.category()))
        .filter(s -> from >= s.first().time() && to <= s.last().time())
        .map(s -> SeriesTools.rise(s, from, to));
  }

  /** Something grows, but this trace does not say who it is. */
  private static Finding unanswered(
      RuleInput input, KmemFlow flow, String why, GrowingLine growth) {
    Wording headline =
        Wording.of(ID + ".headline." + why)
            .with("rate", growth.rate() * Seconds.HOUR, Unit.BYTES_PER_HOUR)
            .with("judged", flow.judged(), Unit.SECONDS)
            .with("lost", flow.lost(), Unit.COUNT);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.NOTICE, headline)
            .explanation(Wording.of(ID + ".explanation." + why).with("loss", loss(flow)));
    largest(builder, growth.candidates());
    trace(builder, flow);
    KmemStep.again(input.recording(), growth.category()).forEach(builder::step);
    return builder.build();
  }

  private static Finding cleared(RuleInput input, KmemFlow flow) {
    Wording headline =
        Wording.of(ID + ".headline.cleared")
            .with("allocated", flow.total().allocatedBytes(), Unit.BYTES)
            .with("left", flow.total().survivorBytes(), Unit.BYTES)
            .with("judged", flow.judged(), Unit.SECONDS);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.CLEARED, headline).category(Category.SLAB_UNRECLAIMABLE);
    largest(builder, TracedSites.ofSlab(flow));
    trace(builder, flow);
    return builder.build();
  }

  private static void largest(FindingBuilder builder, List<Candidate> candidates) {
    candidates.stream()
        .limit(3)
        .forEach(c -> builder.evidence(c.name() + ": survivors", c.survivors(), Unit.BYTES, TRACE));
  }

  private static void trace(FindingBuilder builder, KmemFlow flow) {
    builder
        .evidence("kmem-judged", flow.judged(), Unit.SECONDS, TRACE)
        .evidence("kmem-span", flow.span(), Unit.SECONDS, TRACE)
        .evidence("kmem-events", flow.events(), Unit.COUNT, TRACE)
        .evidence("kmem-lost", flow.lost(), Unit.COUNT, TRACE);
    if (flow.untracked() > 0) {
      builder.evidence("kmem-untracked", flow.untracked(), Unit.COUNT, TRACE);
    }
    if (flow.unreadable() > 0) {
      builder.evidence("kmem-unreadable", flow.unreadable(), Unit.COUNT, TRACE);
    }
  }

  /** What the losses do to the answer. */
  private static Wording loss(KmemFlow flow) {
    String kind = flow.lossUnplaced() ? "unplaced" : flow.losses() > 0 ? "some" : "none";
    return Wording.of(ID + ".loss." + kind)
        .with("lost", flow.lost(), Unit.COUNT)
        .with("places", flow.losses(), Unit.COUNT)
        .with("judged", flow.judged(), Unit.SECONDS)
        .with("span", flow.span(), Unit.SECONDS);
  }
}
