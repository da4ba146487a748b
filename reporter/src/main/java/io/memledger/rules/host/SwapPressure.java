package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Persistence;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/** Pages that go out to swap and come back, again and again, slow everything down. */
public final class SwapPressure implements Rule {
  private static final String ID = "swap-pressure";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/vmstat", List.of(Metric.PSWPIN, Metric.PSWPOUT));

  /** One sign, which a large job gives as well; set, not measured. */
  private static final double SURE = 0.85;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries in = recording.host(Metric.PSWPIN).orElseThrow();
    TimeSeries out = recording.host(Metric.PSWPOUT).orElseThrow();
    double share = SeriesTools.shareFaster(in, PageRates.SWAPPING);
    boolean pressure =
        Persistence.of(in, PageRates.SWAPPING) && Persistence.of(out, PageRates.SWAPPING);
    Status status = pressure ? Status.PRESSURE : Status.CLEARED;
    double peak = Math.max(Persistence.peak(in), Persistence.peak(out));
    String variant = !pressure && peak >= PageRates.SWAPPING ? "burst" : status.id();
    Wording headline =
        Wording.of(ID + ".headline." + variant)
            .with("peak", peak, Unit.PAGES_PER_SECOND)
            .with("in", SeriesTools.perSecond(in), Unit.PAGES_PER_SECOND)
            .with("out", SeriesTools.perSecond(out), Unit.PAGES_PER_SECOND)
            .with("share", share, Unit.RATIO);
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .evidence("pswpin", SeriesTools.perSecond(in), Unit.PAGES_PER_SECOND, "proc/vmstat")
            .evidence("pswpout", SeriesTools.perSecond(out), Unit.PAGES_PER_SECOND, "proc/vmstat")
            .evidence("pswpin-peak", Persistence.peak(in), Unit.PAGES_PER_SECOND, "proc/vmstat")
            .evidence("pswpout-peak", Persistence.peak(out), Unit.PAGES_PER_SECOND, "proc/vmstat");
    recording
        .host(Metric.SWAP_USED)
        .ifPresent(
            s -> builder.evidence("swap-used", s.last().value(), Unit.BYTES, "proc/meminfo"));
    if (pressure) {
      Holder.told(builder, recording, headline);
      builder
          .confidence(SURE)
          .step(
              Wording.of("step.swap-users"),
              "grep -s VmSwap /proc/[0-9]*/status | sort -n -k 2 | tail -n 20");
    }
    return List.of(builder.build());
  }
}
