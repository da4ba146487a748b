package io.memledger.rules.capture;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.CaptureFacts;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/** A reboot gives all memory back, and hides a leak from those who look only after it. */
public final class Reboot implements Rule {
  private static final String ID = "reboot";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/uptime", List.of());

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  /** Time since boot, or the time of boot, tells one boot from another. */
  @Override
  public Optional<Wording> unfit(RuleInput input) {
    CaptureFacts capture = input.recording().capture();
    boolean told =
        capture.sources().isEmpty()
            || capture.sources().contains("proc/uptime")
            || capture.sources().contains("proc/stat")
            || capture.segments().stream().anyMatch(s -> s.beginsWith().equals("reboot"));
    return told ? Optional.empty() : Optional.of(Wording.of(ID + ".no-uptime"));
  }

  @Override
  public List<Finding> check(RuleInput input) {
    List<CaptureFacts.Segment> boots =
        input.recording().capture().segments().stream()
            .filter(s -> s.beginsWith().equals("reboot"))
            .toList();
    Status status = boots.isEmpty() ? Status.CLEARED : Status.NOTICE;
    Wording headline =
        Wording.of(ID + ".headline." + status.id()).with("reboots", boots.size(), Unit.COUNT);
    if (!boots.isEmpty()) {
      headline = headline.with("last", boots.get(boots.size() - 1).start());
    }
    return List.of(
        Findings.about(INFO, input, status, headline)
            .evidence("reboots", boots.size(), Unit.COUNT, "proc/uptime")
            .build());
  }
}
