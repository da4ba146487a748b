package io.memledger.report.data;

import io.memledger.report.words.Messages;
import io.memledger.series.Category;
import io.memledger.verdict.DetectionLimit;
import io.memledger.verdict.Scope;
import io.memledger.verdict.Verdict;
import java.io.IOException;
import java.util.Map;

/** The verdict of report.json. */
final class JsonVerdict {
  private final JsonFields out;
  private final Messages messages;

  JsonVerdict(JsonFields out, Messages messages) {
    this.out = out;
    this.messages = messages;
  }

  private void limit(DetectionLimit limit) throws IOException {
    out.open("detection_limit");
    out.decimal("rate", limit.rate());
    out.open("by_category");
    for (Map.Entry<Category, Double> line : limit.byCategory().entrySet()) {
      out.decimal(line.getKey().id(), line.getValue());
    }
    out.close();
    out.close();
  }

  void write(Verdict verdict) throws IOException {
    out.open("verdict");
    out.text("status", verdict.status().id());
    out.text("headline", messages.render(verdict.headline()));
    out.decimal("confidence", verdict.confidence());
    scope(verdict.scope());
    limit(verdict.limit());
    Verdict.Exhaustion exhaustion = verdict.exhaustion();
    if (exhaustion == null) {
      out.nothing("exhaustion");
    } else {
      out.open("exhaustion");
      String limit = exhaustion.limit().id();
      out.text("limit", exhaustion.path() == null ? limit : limit + ":" + exhaustion.path());
      out.decimal("seconds", exhaustion.seconds());
      out.decimal("seconds_low", exhaustion.secondsLow());
      out.decimal("seconds_high", exhaustion.secondsHigh());
      out.time("at", exhaustion.at());
      out.close();
    }
    descriptors(verdict.descriptors());
    out.close();
  }

  private void scope(Scope scope) throws IOException {
    if (scope.isHost()) {
      out.text("scope", "host");
      return;
    }
    out.texts("scope", scope.sources());
  }

  private void descriptors(Verdict.OutOfDescriptors end) throws IOException {
    if (end == null) {
      out.nothing("descriptor_exhaustion");
      return;
    }
    out.open("descriptor_exhaustion");
    out.text("name", end.process().name());
    out.whole("pid", end.process().id());
    out.whole("open", Math.round(end.open()));
    out.whole("limit", Math.round(end.most()));
    out.decimal("seconds", end.seconds());
    out.decimal("seconds_low", end.secondsLow());
    out.decimal("seconds_high", end.secondsHigh());
    out.time("at", end.at());
    out.close();
  }
}
