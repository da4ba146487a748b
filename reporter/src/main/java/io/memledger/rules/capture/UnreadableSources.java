package io.memledger.rules.capture;

import io.memledger.rule.Finding;
import io.memledger.rule.MissingWords;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.Unit;
import java.util.List;

/** What the collector could not read, the report cannot judge. */
public final class UnreadableSources implements Rule {
  private static final String ID = "unreadable-sources";
  private static final RuleInfo INFO = new RuleInfo(ID, "manifest.json", List.of());

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
    List<MissingSource> missing = input.recording().capture().missing();
    Status status = missing.isEmpty() ? Status.CLEARED : Status.NOTICE;
    Wording headline =
        Wording.of(ID + ".headline." + status.id()).with("count", missing.size(), Unit.COUNT);
    if (!missing.isEmpty()) {
      headline =
          headline
              .with("first", missing.get(0).path())
              .with("reason", MissingWords.of(missing.get(0)));
    }
    return List.of(
        Findings.about(INFO, input, status, headline)
            .evidence("unreadable", missing.size(), Unit.COUNT, source(missing))
            .build());
  }

  /** The manifest tells what could not be read; what is in no snapshot is told by them. */
  private static String source(List<MissingSource> missing) {
    boolean absent =
        !missing.isEmpty()
            && missing.stream().allMatch(m -> m.equals(MissingSource.absent(m.path())));
    return absent ? "snapshots" : "manifest.json";
  }
}
