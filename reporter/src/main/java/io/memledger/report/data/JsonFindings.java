package io.memledger.report.data;

import io.memledger.report.words.Messages;
import io.memledger.rule.Culprit;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.NextStep;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.io.IOException;

/** The findings of report.json. */
final class JsonFindings {
  private final JsonFields out;
  private final Recording recording;
  private final Messages messages;

  JsonFindings(JsonFields out, Recording recording, Messages messages) {
    this.out = out;
    this.recording = recording;
    this.messages = messages;
  }

  void write(Finding finding) throws IOException {
    out.open();
    out.text("id", finding.id());
    out.text("rule", finding.rule().id());
    out.text("status", finding.status().id());
    out.number("severity", finding.severity());
    out.decimal("confidence", finding.claim().certainty().confidence());
    out.text("category", finding.claim().line() == null ? null : finding.claim().line().id());
    culprit(finding.claim().culprit());
    out.text(
        "shape",
        finding.claim().growth().shape() == null ? null : finding.claim().growth().shape().id());
    out.open("window");
    out.time("start", recording.at(finding.claim().growth().from()));
    out.time("end", recording.at(finding.claim().growth().to()));
    out.close();
    growth(finding);
    out.decimal("share_of_loss", finding.claim().loss().shareOfLoss());
    out.text("headline", messages.render(finding.words().headline()));
    out.text("explanation", messages.render(finding.words().explanation()));
    out.openList("evidence");
    for (Evidence evidence : finding.support().evidence()) {
      out.open();
      out.text(
          "name", messages.has(evidence.name()) ? messages.text(evidence.name()) : evidence.name());
      amount("value", evidence.value(), evidence.unit());
      out.text("unit", evidence.unit().id());
      out.text("source", evidence.source());
      out.close();
    }
    out.closeList();
    out.openList("next_steps");
    for (NextStep step : finding.support().steps()) {
      out.open();
      out.text("why", messages.render(step.why()));
      out.text("command", step.command());
      out.close();
    }
    out.closeList();
    out.close();
  }

  /** Sizes are bytes; of what is counted, they are what the things hold at least. */
  private void growth(Finding finding) throws IOException {
    boolean counted = finding.claim().growth().unit() == Unit.COUNT;
    double each = finding.claim().bytesEach();
    out.whole("growth", each * finding.claim().growth().amount());
    out.whole("rate", each * finding.claim().growth().rate());
    out.whole("rate_low", each * finding.claim().growth().low());
    out.whole("rate_high", each * finding.claim().growth().high());
    out.text("unit", Unit.BYTES.id());
    out.decimal("count_growth", counted ? finding.claim().growth().amount() : Double.NaN);
    out.decimal("count_rate", counted ? finding.claim().growth().rate() : Double.NaN);
    out.decimal("count_rate_low", counted ? finding.claim().growth().low() : Double.NaN);
    out.decimal("count_rate_high", counted ? finding.claim().growth().high() : Double.NaN);
  }

  private void culprit(Culprit culprit) throws IOException {
    Subject subject =
        culprit == null || culprit.subject() == null ? Subject.HOST : culprit.subject();
    out.open("culprit");
    out.text("kind", subject.kind().id());
    out.text("name", subject.name().isEmpty() ? null : subject.name());
    if (subject.hasPid()) {
      out.number("pid", subject.id());
    } else {
      out.nothing("pid");
    }
    out.time("started", culprit == null ? null : culprit.started());
    out.text("within", culprit == null ? null : culprit.within());
    out.close();
  }

  /** Bytes are whole; the rest has decimals. */
  private void amount(String name, double value, Unit unit) throws IOException {
    if (unit == Unit.BYTES || unit == Unit.BYTES_PER_HOUR) {
      out.whole(name, value);
    } else {
      out.decimal(name, value);
    }
  }
}
