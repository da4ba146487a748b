package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/** The kernel killed processes because memory had run out. */
public final class OomKills implements Rule {
  private static final String ID = "oom-kills";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/vmstat", List.of(Metric.OOM_KILL));

  /** The form of files in which each kill is a report of its own. */
  private static final String LOG = "kernel-log";

  /** Of 100: a process was lost, which only a leak that ends within hours outdoes. */
  private static final int SEVERE = 90;

  /** The kernel counts its kills; the counter alone could be wrong. */
  private static final double CERTAIN = 0.99;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A kernel log tells of kills with its first report; a counter must be seen to move. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public Optional<Wording> unfit(RuleInput input) {
    Recording recording = input.recording();
    return isLog(recording) || !MinimumCapture.tooShort(recording)
        ? Optional.empty()
        : Optional.of(MinimumCapture.wanted(recording));
  }

  /** Whether kills were counted from the beginning of a log rather than from boot. */
  private static boolean isLog(Recording recording) {
    List<SourceFacts> sources = recording.archive().sources();
    return !sources.isEmpty() && sources.stream().allMatch(one -> one.form().equals(LOG));
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries kills = recording.host(Metric.OOM_KILL).orElseThrow();
    boolean log = isLog(recording);
    double count = log ? kills.last().value() : kills.change();
    boolean killed = count > 0;
    Status status = killed ? Status.PRESSURE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id() + (log ? ".log" : ""))
            .with("kills", count, Unit.COUNT)
            .with("before", kills.first().value(), Unit.COUNT);
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .evidence("oom_kill", count, Unit.COUNT, log ? LOG : "proc/vmstat");
    if (killed) {
      ShortCgroup.ofKills(recording, kills)
          .ifPresentOrElse(
              c -> c.tell(builder, recording, headline),
              () -> Holder.told(builder, recording, headline));
      builder
          .severity(SEVERE)
          .confidence(CERTAIN)
          .step(
              Wording.of("step.oom-log"),
              "dmesg | grep -i -A 40 'invoked oom-killer' | tail -n 120");
    }
    return List.of(builder.build());
  }
}
