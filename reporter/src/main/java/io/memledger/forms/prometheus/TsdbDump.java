package io.memledger.forms.prometheus;

import io.memledger.forms.Form;
import io.memledger.forms.Head;
import io.memledger.forms.Lines;
import io.memledger.forms.Looks;
import java.io.IOException;
import java.util.Optional;

/** What 'promtool tsdb dump' prints: series after series, each sample with its milliseconds. */
public final class TsdbDump implements Form {
  @Override
  public String id() {
    return "tsdb-dump";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    for (String line : head.lines().subList(0, Math.min(5, head.lines().size()))) {
      PromLine sample = line.startsWith("{__name__=") ? PromLine.of(line) : null;
      if (sample != null && sample.millis() > 0) {
        return Optional.of(Recognised.as("promtool tsdb dump"));
      }
    }
    return Optional.empty();
  }

  @Override
  public void read(Head head, Lines lines, Looks into) throws IOException {
    PromSeries series = new PromSeries();
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        PromLine sample = PromLine.of(line);
        if (sample != null) {
          series.put(sample.name(), sample.labels(), sample.value(), sample.millis());
        }
      }
    } finally {
      series.give(into);
    }
  }
}
