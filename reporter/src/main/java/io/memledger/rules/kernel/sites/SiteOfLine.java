package io.memledger.rules.kernel.sites;

import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.series.Category;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The call site behind a line of the ledger that leaks: the line's course proves the leak, and a
 * few readings of the sites are enough to tell whose growth it is.
 */
record SiteOfLine(SiteGrowth sites) {
  /** A line that leaks, and the site whose growth is its growth. */
  List<Finding> find(RuleInput input, List<TimeSeries> all, Set<Category> named) {
    List<Finding> found = new ArrayList<>();
    for (Category category : SiteLines.ALL) {
      Optional<Family.Member> line =
          named.contains(category) ? Optional.empty() : leak(input, category);
      line.flatMap(l -> alike(input.recording(), all, category, l))
          .ifPresent(site -> found.add(ofLine(input, category, line.get(), site)));
    }
    return found;
  }

  private static Optional<Family.Member> leak(RuleInput input, Category category) {
    return LedgerLines.leak(input, category)
        .filter(line -> OtherCause.zfs(input.recording(), line).isEmpty());
  }

  private Optional<TimeSeries> alike(
      Recording recording, List<TimeSeries> all, Category category, Family.Member line) {
    double from = line.trend().from();
    double to = line.trend().to();
    return all.stream()
        .filter(s -> s.size() > 1 && mayStandOn(s.subject().name(), category))
        .filter(s -> Shares.areSame(sites.rise(recording, s, from, to), line.trend().rise()))
        .filter(s -> isLikest(recording, category, sites.rise(recording, s, from, to), line))
        .filter(SiteOfLine::goesOn)
        .max(
            Comparator.comparingDouble((TimeSeries s) -> sites.rise(recording, s, from, to))
                .thenComparing(TimeSeries::subject));
  }

  /** A site that another line is more like is that line's. */
  private static boolean isLikest(
      Recording recording, Category category, double rise, Family.Member line) {
    return SiteLines.alike(recording, line.trend().from(), line.trend().to(), rise)
        .map(c -> c == category)
        .orElse(true);
  }

  private boolean mayStandOn(String site, Category category) {
    return sites.told(site).map(c -> c == category).orElse(true);
  }

  /**
   * Where there are enough readings, a site that levelled off is not behind a line that did not.
   */
  private static boolean goesOn(TimeSeries site) {
    return Trend.of(site).map(t -> t.shape().goesOn()).orElse(true);
  }

  private Finding ofLine(RuleInput input, Category category, Family.Member line, TimeSeries site) {
    Recording recording = input.recording();
    Trend trend = line.trend();
    double rise = sites.rise(recording, site, trend.from(), trend.to());
    FindingBuilder builder =
        Findings.growth(sites.info(), input, line, site.subject(), "").category(category);
    Finding plain = builder.build();
    builder
        .headline(plain.words().headline().with("others", 0, Unit.COUNT))
        .explanation(
            Findings.named(Wording.of(sites.info().id() + ".explanation.line"), site.subject())
                .with("growth", rise, Unit.BYTES)
                .with("linegrowth", trend.rise(), Unit.BYTES)
                .with("line", Wording.of("snapshot-difference.line." + category.id()))
                .with("span", trend.span(), Unit.SECONDS)
                .with("samples", site.samples(), Unit.COUNT)
                .with("limits", Doubt.words(line.leakTest().certainty().doubts())))
        .confidence(plain.claim().certainty().agreed())
        .evidence("site-line-growth", trend.rise(), Unit.BYTES, "proc/meminfo");
    sites.evidence(recording, builder, site, trend.from(), trend.to(), rise);
    return sites.stepped(builder, site.subject());
  }
}
