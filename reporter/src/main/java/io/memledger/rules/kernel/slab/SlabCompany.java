package io.memledger.rules.kernel.slab;

import io.memledger.rule.Company;
import io.memledger.rule.Company.Ratio;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.KmemStep;
import io.memledger.rules.judge.BroughtLines;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.rules.kernel.knowledge.Knowledge.Known;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What objects of a cache bring on other lines of the ledger, or are kept for (KERNEL 10). */
final class SlabCompany {
  private SlabCompany() {}

  /** The finding of a cache with what it belongs together with. */
  static Finding told(RuleInput input, Finding finding, Family.Member cache) {
    Recording recording = input.recording();
    Subject subject = cache.series().subject();
    Optional<TimeSeries> objects = recording.series(Metric.SLAB_OBJECTS, subject);
    Optional<Known> known = Explained.named(recording, subject.name());
    Map<Category, Ratio> keeps = new EnumMap<>(Category.class);
    known.ifPresent(
        k -> k.keeps().forEach(e -> keeps.put(e.line(), new Ratio(e.least(), e.most()))));
    Map<Category, Double> brings =
        known.isPresent() && objects.isPresent()
            ? brings(input, objects.get(), cache, known.get())
            : Map.of();
    Finding told =
        FindingBuilder.from(finding)
            .company(new Company(brings, keeps, size(subject.name(), cache.series(), objects)))
            .build();
    return brings.isEmpty() ? told : worded(told, known.get(), brings);
  }

  /** Data that sockets count is in their queues, and has a finding of its own. */
  private static Map<Category, Double> brings(
      RuleInput input, TimeSeries objects, Family.Member cache, Known kind) {
    Map<Category, Double> brings =
        new EnumMap<>(BroughtLines.of(input, objects, cache.trend(), kind.brings()));
    LedgerLines.leak(input, Category.UNACCOUNTED)
        .flatMap(line -> OtherCause.sockets(input, line))
        .ifPresent(c -> brings.remove(Category.UNACCOUNTED));
    return brings;
  }

  /** By the name, where it tells: debugging makes objects larger than what was asked for. */
  private static double size(String cache, TimeSeries bytes, Optional<TimeSeries> objects) {
    return KmemStep.size(cache)
        .map(Long::doubleValue)
        .or(() -> objects.map(o -> bytes.last().value() / o.last().value()))
        .orElse(Double.NaN);
  }

  private static Finding worded(Finding finding, Known kind, Map<Category, Double> brings) {
    FindingBuilder builder = FindingBuilder.from(finding);
    brings.forEach(
        (line, rate) ->
            builder.evidence("brought-" + line.id(), rate, Unit.BYTES_PER_HOUR, "proc/meminfo"));
    if (finding.claim().kind() != Subject.Kind.SLAB_CACHE) {
      return builder.build();
    }
    Map.Entry<Category, Double> most =
        brings.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    String key = finding.rule().id() + ".headline." + finding.status().id() + ".brought";
    return builder
        .headline(
            new Wording(key, finding.words().headline().args())
                .with("bytes", most.getValue(), Unit.BYTES_PER_HOUR)
                .with("line", Wording.of("knowledge.of." + most.getKey().id()))
                .with("object", kind.object()))
        .build();
  }
}
