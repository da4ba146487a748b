package io.memledger.corpus.judge;

import io.memledger.engine.Analysis;
import io.memledger.ledger.Ledger;
import io.memledger.ledger.Reserve;
import io.memledger.report.model.Report.EvidenceRow;
import io.memledger.report.model.Report.FindingPart;
import io.memledger.report.sections.ReportBuilder;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.verdict.Verdict.Exhaustion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Numbers of a report that stand for one thing in two places, and must be one number. */
final class Agreement {
  /** What is shown by three digits is the same to one in a hundred. */
  private static final double SHOWN = 0.02;

  /** Bytes: lines are pages, and less is not shown of a fall. */
  private static final double ROUNDING = 4096;

  private static final Messages WORDS = Messages.load(null, Language.ENGLISH);

  private final Analysis analysis;
  private final Recording recording;
  private final List<String> found = new ArrayList<>();

  private Agreement(Analysis analysis) {
    this.analysis = analysis;
    this.recording = analysis.recording();
  }

  /** One line each; empty where all agree. */
  static List<String> of(Analysis analysis) {
    Agreement all = new Agreement(analysis);
    all.atThisRate();
    for (Finding one : analysis.findings()) {
      all.fall(one);
      all.share(one);
      all.name(one);
    }
    all.rows();
    double cost = all.recording.capture().collectorCpuShare();
    if (cost < 0 || Double.isInfinite(cost)) {
      all.found.add("the collector cost " + cost);
    }
    return all.found;
  }

  /** The time that is left, by "this rate", is the room by the rate that stands before it. */
  private void atThisRate() {
    Exhaustion end = analysis.verdict().exhaustion();
    Object outlook = analysis.verdict().headline().args().get("outlook");
    if (end == null || !(outlook instanceof Wording words)) {
      return;
    }
    String said = WORDS.render(words);
    boolean cgroup = words.key().matches("outlook\\.(open\\.)?cgroup");
    boolean host = words.key().matches("outlook\\.(open\\.)?host");
    if (!said.contains("at this rate") || !cgroup && !host) {
      return;
    }
    double room =
        host
            ? recording.host(Metric.AVAILABLE).orElseThrow().last().value() - Reserve.of(recording)
            : CgroupLimit.of(recording, Subject.named(Subject.Kind.CGROUP, end.path()))
                .orElseThrow()
                .headroom();
    double rate = analysis.findings().get(0).claim().growth().rate() / 3600;
    if (Math.abs(room / rate - end.seconds()) > SHOWN * end.seconds()) {
      found.add("at this rate " + rate + " the room of " + room + " lasts no " + end.seconds());
    }
  }

  /** What is called the fall of available memory is the ledger's, where both fell alike. */
  private void fall(Finding one) {
    Ledger ledger = analysis.ledger();
    for (Evidence evidence : one.support().evidence()) {
      if (evidence.name().equals("available-fall")
          && ledger != null
          && evidence.value() > 0
          && Math.abs(evidence.value() + ledger.availableDelta()) > ROUNDING
          && evidence.value() > -ledger.availableDelta() / 2
          && evidence.value() < -ledger.availableDelta() * 2) {
        found.add(one.id() + ": fell by " + evidence.value() + ", " + ledger.availableDelta());
      }
    }
  }

  /** A share is of what grew in the window in which available memory fell. */
  private void share(Finding one) {
    double share = one.claim().loss().shareOfLoss();
    if (!one.status().isLeak() || Double.isNaN(share) || one.support().proofs().isEmpty()) {
      return;
    }
    double most =
        one.support().proofs().stream()
            .flatMap(p -> recording.series(p.metric(), p.subject()).stream())
            .mapToDouble(s -> s.last().value() - Arrays.stream(s.mins()).min().orElse(0))
            .max()
            .orElse(Double.POSITIVE_INFINITY);
    double told = share * -analysis.ledger().availableDelta();
    if (told > Math.max(most, 0) + one.claim().growth().amount() * SHOWN + ROUNDING
        && one.support().proofs().get(0).subject().kind() != Subject.Kind.PROCESS) {
      found.add(one.id() + ": took " + told + " of the loss, but grew by " + most);
    }
  }

  /** What lies in a slice is not called by the slice's name. */
  private void name(Finding one) {
    Subject subject = one.claim().subject();
    if (subject.kind() == Subject.Kind.CGROUP) {
      String name = WORDS.render(CgroupNames.of(recording, subject.name()));
      if (name.startsWith("slice ") && !subject.name().endsWith(".slice")) {
        found.add(one.id() + ": called " + name);
      }
    }
  }

  private void rows() {
    var report = ReportBuilder.build(analysis, WORDS).report();
    Stream.concat(report.findings().stream(), report.cleared().stream()).forEach(this::rows);
    for (Finding one : analysis.findings()) {
      Growth growth = one.claim().growth();
      boolean told = growth.shape() != null && growth.shape().goesOn();
      if (told && growth.rate() * growth.amount() < 0) {
        found.add(one.id() + ": grew by " + growth.amount() + " at " + growth.rate());
      }
    }
    if (analysis.ledger() != null && recording.host(Metric.USED).isPresent()) {
      double given = analysis.ledger().memTotalDelta();
      double total = recording.host(Metric.MEM_TOTAL).orElseThrow().change();
      if (Math.abs(given - total) > ROUNDING) {
        found.add("MemTotal changed by " + total + ", by the ledger " + given);
      }
    }
  }

  private void rows(FindingPart part) {
    Set<EvidenceRow> rows = new HashSet<>();
    for (EvidenceRow row : part.evidence()) {
      if (!rows.add(row)) {
        found.add(part.headline() + ": twice " + row);
      }
      if (row.value().equals("0 B") && row.name().toLowerCase(Locale.ROOT).contains("growth")) {
        found.add(part.headline() + ": no growth " + row);
      }
    }
  }
}
