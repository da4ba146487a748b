package io.memledger.report.sections;

import io.memledger.engine.Analysis;
import io.memledger.engine.Failure;
import io.memledger.report.model.Report.FailedPart;
import io.memledger.report.words.Messages;
import io.memledger.rule.Wording;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What of a report could not be made: a crash costs a part its place and nothing else. The page and
 * the PDF are written at the same time, so several threads may tell.
 */
public final class FailedParts {
  /** Names a chart by the id of its figure. */
  public static final String CHART = "chart-";

  private final Messages messages;
  private final SortedMap<String, String> reasons = new TreeMap<>();

  public FailedParts(Messages messages) {
    this.messages = messages;
  }

  /** With what crashed before the report began. */
  public static FailedParts of(Messages messages, Analysis analysis) {
    FailedParts failed = new FailedParts(messages);
    analysis.failures().forEach(f -> failed.add(f.part(), f.reason()));
    return failed;
  }

  /** What is made, or what stands for it if that crashes. */
  public <T> T made(String part, Supplier<T> make, T instead) {
    try {
      return make.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      add(part, e);
      return instead;
    }
  }

  /** Tells of a crash. */
  public void add(String part, Throwable crash) {
    add(part, Failure.reason(crash));
  }

  /** Tells of a part that could not be made; the first reason counts. */
  public synchronized void add(String part, String reason) {
    reasons.putIfAbsent(part, reason);
  }

  public synchronized boolean has(String part) {
    return reasons.containsKey(part);
  }

  /** The sentence that stands in the part's place; empty if nothing failed. */
  public synchronized String sentence(String part) {
    String reason = reasons.get(part);
    return reason == null ? "" : messages.render(Wording.of(key(part)).with("reason", reason));
  }

  /** Stages of the analysis have sentences of their own: what the report lacks by them. */
  private String key(String part) {
    String own = "report.failed." + part;
    return messages.has(own) ? own : "report.failed.part";
  }

  /** Reasons by part, in the order of names. */
  public synchronized SortedMap<String, String> reasons() {
    return new TreeMap<>(reasons);
  }

  /** What the checks of the report itself found, a sentence each. */
  List<String> checks() {
    return reasons().keySet().stream()
        .filter(part -> part.startsWith(Failure.CHECK))
        .map(this::sentence)
        .toList();
  }

  /** All parts with their sentences, in the order of names. */
  List<FailedPart> all() {
    return reasons().keySet().stream().map(part -> new FailedPart(part, sentence(part))).toList();
  }
}
