package io.memledger.rules.capture;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MissingWords;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.List;
import java.util.stream.Collectors;

/** What the collector could not read, the report cannot judge. */
public final class UnreadableSources implements Rule {
  private static final String ID = "unreadable-sources";

  /** Names of tools in a headline; an OSWatcher folder has six. */
  private static final int MOST_TOOLS = 4;

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
    if (!input.recording().archive().sources().isEmpty() && !missing.isEmpty()) {
      return List.of(ofOtherTools(input, missing));
    }
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

  /** Other tools write down a part: what brings the rest, on that machine. */
  private static Finding ofOtherTools(RuleInput input, List<MissingSource> missing) {
    Recording recording = input.recording();
    boolean whole = recording.host(Metric.LEDGER_ANONYMOUS).isPresent();
    whole &= recording.host(Metric.LEDGER_SLAB_UNRECLAIMABLE).isPresent();
    boolean processes = !recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).isEmpty();
    boolean caches = !recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE).isEmpty();
    String tools =
        recording.archive().sources().stream()
            .map(SourceFacts::tool)
            .distinct()
            .limit(MOST_TOOLS)
            .collect(Collectors.joining(", "));
    FindingBuilder builder =
        Findings.about(
                INFO,
                input,
                Status.NOTICE,
                Wording.of(ID + ".headline.notice.foreign")
                    .with("tools", tools)
                    .with("count", missing.size(), Unit.COUNT)
                    .with("first", missing.get(0).path()))
            .evidence("unreadable", missing.size(), Unit.COUNT, source(missing));
    if (!whole) {
      builder.step(NextSteps.of("step.log-meminfo", loop("cat /proc/meminfo", "meminfo")));
    }
    if (!processes) {
      builder.step(NextSteps.of("step.log-processes", loop("ps auxww", "ps")));
    }
    if (!caches) {
      builder.step(NextSteps.of("step.log-caches", loop("sudo cat /proc/slabinfo", "slabinfo")));
    }
    return builder.build();
  }

  private static String loop(String command, String log) {
    return "while sleep 60; do date; " + command + "; done >> " + log + ".log";
  }
}
