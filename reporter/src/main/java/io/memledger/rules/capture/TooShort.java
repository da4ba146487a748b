package io.memledger.rules.capture;

import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;

/** What was observed too briefly cannot be told from chance. */
public final class TooShort implements Rule {
  private static final String ID = "too-short";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/meminfo", List.of());

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    boolean enough = MinimumCapture.longEnough(recording);
    String key = "cleared";
    if (!enough) {
      key = MinimumCapture.tooShort(recording) ? "nothing" : "suspicion";
    }
    Wording headline =
        Wording.of(ID + ".headline." + key)
            .with("samples", MinimumCapture.samples(recording), Unit.COUNT)
            .with("span", recording.span(), Unit.SECONDS);
    if (key.equals("suspicion")) {
      headline = headline.with("best", MinimumCapture.neededForLeak(recording));
    }
    return List.of(
        Findings.about(INFO, input, enough ? Status.CLEARED : Status.NOTICE, headline)
            .evidence("samples", MinimumCapture.samples(recording), Unit.COUNT, "proc/uptime")
            .evidence("span", recording.span(), Unit.SECONDS, "proc/uptime")
            .build());
  }
}
