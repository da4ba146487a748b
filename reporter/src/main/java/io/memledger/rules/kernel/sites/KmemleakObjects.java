package io.memledger.rules.kernel.sites;

import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Trust;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Objects that kmemleak finds no pointer to. It takes some for lost that are not, so that objects
 * alone are a hint; where they grow in number they are a suspect like any other.
 */
public final class KmemleakObjects implements Rule {
  private static final String ID = "kmemleak";
  private static final String SOURCE = "sys/kernel/debug/kmemleak";
  private static final RuleInfo INFO =
      new RuleInfo(ID, SOURCE, List.of(Metric.UNREFERENCED_BYTES)).trusted(Trust.UNREFERENCED);

  /** Stacks named in evidence. */
  private static final int MOST = 5;

  private static final SiteGrowth SITES =
      new SiteGrowth(
          INFO,
          Metric.UNREFERENCED_BYTES,
          Metric.UNREFERENCED_OBJECTS,
          (recording, site) -> 1,
          site -> false,
          List.of(NextSteps.of("step.kmemleak", "head -n 100 /" + SOURCE)));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** What is there at any moment is told. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double objects =
        recording.host(Metric.UNREFERENCED_OBJECTS).map(s -> s.last().value()).orElse(0.0);
    List<Finding> found = SITES.check(input);
    if (found.stream().anyMatch(f -> f.status() != Status.CLEARED)) {
      return found;
    }
    if (objects > 0) {
      return List.of(present(input, objects));
    }
    Wording headline =
        Wording.of(ID + ".headline.none").with("span", recording.span(), Unit.SECONDS);
    return List.of(Findings.about(INFO, input, Status.CLEARED, headline).build());
  }

  /** Objects that are there and do not grow. */
  private static Finding present(RuleInput input, double objects) {
    Recording recording = input.recording();
    List<TimeSeries> sites =
        recording.all(Metric.UNREFERENCED_BYTES, Subject.Kind.CALL_SITE).stream()
            .sorted(
                Comparator.comparingDouble((TimeSeries s) -> s.last().value())
                    .reversed()
                    .thenComparing(TimeSeries::subject))
            .limit(MOST)
            .toList();
    double bytes =
        recording.host(Metric.UNREFERENCED_BYTES).map(s -> s.last().value()).orElseThrow();
    Optional<Subject> most = sites.stream().findFirst().map(TimeSeries::subject);
    Wording headline =
        Wording.of(ID + ".headline.present")
            .with("count", objects, Unit.COUNT)
            .with("bytes", bytes, Unit.BYTES)
            .with("name", most.map(Subject::name).orElse("?"));
    FindingBuilder builder =
        Findings.about(INFO, input, Status.NOTICE, headline)
            .explanation(Wording.of(ID + ".explanation.present"));
    most.ifPresent(
        site -> {
          builder.culprit(recording, site);
          builder.company(Company.NONE.ofSize(each(recording, site)));
          builder.category(SitePlaces.mark(site.name()).orElse(Category.SLAB_UNRECLAIMABLE));
        });
    builder.evidence("unreferenced-objects", objects, Unit.COUNT, SOURCE);
    for (TimeSeries site : sites) {
      builder.evidence(site.subject().name() + ": bytes", site.last().value(), Unit.BYTES, SOURCE);
    }
    return most.map(site -> SITES.stepped(builder, site)).orElseGet(builder::build);
  }

  /** Bytes of one of a site's objects; NaN where they are not counted. */
  private static double each(Recording recording, Subject site) {
    double bytes =
        recording
            .series(Metric.UNREFERENCED_BYTES, site)
            .map(KmemleakObjects::last)
            .orElse(Double.NaN);
    return bytes
        / recording
            .series(Metric.UNREFERENCED_OBJECTS, site)
            .map(KmemleakObjects::last)
            .orElse(Double.NaN);
  }

  private static double last(TimeSeries series) {
    return series.last().value();
  }
}
