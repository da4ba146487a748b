package io.memledger.rules.capture;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.CaptureFacts;
import io.memledger.series.CaptureFacts.Segment;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A wall clock that is set while it is looked at: uptime, by which rates are made, is not. */
public final class ClockJump implements Rule {
  private static final String ID = "clock-jump";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/uptime", List.of());

  /** In a second. */
  private static final double MILLIS = 1000;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  /** Without time since boot a clock that was set looks like a gap, or like nothing. */
  @Override
  public Optional<Wording> unfit(RuleInput input) {
    CaptureFacts capture = input.recording().capture();
    boolean told =
        capture.sources().isEmpty()
            || input.recording().host(Metric.UPTIME).isPresent()
            || capture.segments().stream().anyMatch(s -> s.beginsWith().equals(ID));
    return told ? Optional.empty() : Optional.of(Wording.of(ID + ".cannot-tell"));
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    CaptureFacts capture = recording.capture();
    int jumps = 0;
    double largest = 0;
    Segment last = null;
    for (int i = 1; i < capture.segments().size(); i++) {
      Segment segment = capture.segments().get(i);
      if (segment.beginsWith().equals(ID)) {
        jumps++;
        double jump = jump(capture, i);
        largest = Math.abs(jump) > Math.abs(largest) ? jump : largest;
        last = segment;
      }
    }
    boolean uptime = recording.host(Metric.UPTIME).isPresent();
    Status status = jumps == 0 ? Status.CLEARED : Status.NOTICE;
    String variant = jumps > 0 && !uptime ? "no-uptime" : status.id();
    Wording headline = Wording.of(ID + ".headline." + variant).with("jumps", jumps, Unit.COUNT);
    if (last != null) {
      headline = headline.with("jump", largest, Unit.SECONDS).with("last", last.start());
    }
    return List.of(
        Findings.about(INFO, input, status, headline)
            .evidence("clock-jumps", jumps, Unit.COUNT, INFO.source())
            .evidence(
                "largest-jump", jumps == 0 ? Double.NaN : largest, Unit.SECONDS, INFO.source())
            .build());
  }

  /** Seconds by which the clock moved more than an interval; negative for a clock set back. */
  private static double jump(CaptureFacts capture, int segment) {
    double passed =
        Duration.between(
                    capture.segments().get(segment - 1).end(),
                    capture.segments().get(segment).start())
                .toMillis()
            / MILLIS;
    double interval = capture.intervalSeconds();
    return passed - (Double.isNaN(interval) ? 0 : interval);
  }
}
