package io.memledger.source;

import io.memledger.series.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The wanted fields of a file whose lines are a key and a number: a table of what goes where. */
final class Fields {
  private final WordTable words = new WordTable();
  private final List<String> keys = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();
  private final List<Double> factors = new ArrayList<>();
  private final List<Rank> ranks = new ArrayList<>();

  /** Wants a field as it stands. */
  Fields want(String key, Metric metric) {
    return want(key, metric, 1);
  }

  /** Wants a field, multiplied. */
  Fields want(String key, Metric metric, double factor) {
    return want(key, metric, factor, Rank.FIRST);
  }

  /** Wants a field that another file may tell better. */
  Fields want(String key, Metric metric, double factor, Rank rank) {
    words.add(key);
    keys.add(key);
    metrics.add(metric);
    factors.add(factor);
    ranks.add(rank);
    return this;
  }

  /** Wants fields printed in kB, as bytes. */
  Fields kib(String key, Metric metric) {
    return want(key, metric, 1024);
  }

  /** Every key that is wanted, in order. */
  void all(BiConsumer<String, Metric> into) {
    for (int i = 0; i < keys.size(); i++) {
      into.accept(keys.get(i), metrics.get(i));
    }
  }

  /** Puts every wanted field of the text, for the sink's current subject. */
  void read(ProcText text, Sink sink) {
    while (text.nextLine()) {
      if (text.nextWord()) {
        int field = words.find(text);
        if (field >= 0) {
          put(field, text, sink, 1);
        }
      }
    }
  }

  /** Number of the current word; -1 if it is not wanted. */
  int find(ProcText text) {
    return words.find(text);
  }

  Metric metric(int field) {
    return metrics.get(field);
  }

  /** Reads the number after a wanted key; a gauge or counter of memory is never negative. */
  void put(int field, ProcText text, Sink sink, double factor) {
    if (!text.nextNumber() || text.value() < 0) {
      sink.malformed(text.line());
      return;
    }
    double value = text.value() * factors.get(field) * factor;
    // A unit other than kB would be another file format: better a gap than a wrong value.
    if (factors.get(field) == 1024 && text.nextWord() && !text.wordIs("kB")) {
      sink.malformed(text.line());
      return;
    }
    sink.put(metrics.get(field), value, ranks.get(field));
  }
}
