package io.memledger.engine;

import io.memledger.rule.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs the stages of an analysis; one that crashes is said so, and the next goes on without it. */
final class Stages {
  private final List<Failure> failures = new ArrayList<>();

  /**
   * @param part key below "report.failed" that says what the report lacks
   * @param instead what the following stages get where it crashed
   */
  <T> T run(String part, Supplier<T> stage, Supplier<T> instead) {
    try {
      return stage.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failures.add(new Failure(part, Failure.reason(e)));
      return instead.get();
    }
  }

  /** Tells of what the report lacks though nothing crashed. */
  void lacks(String part, String reason) {
    failures.add(new Failure(part, reason));
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  static Wording crash(String key, Throwable e) {
    return Wording.of(key)
        .with("error", e.getClass().getSimpleName())
        .with("message", String.valueOf(e.getMessage()));
  }
}
