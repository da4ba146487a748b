package io.memledger.corpus.judge;

import io.memledger.corpus.limits.LeakKind;
import io.memledger.corpus.limits.LimitsChapter;
import io.memledger.corpus.limits.Trial;
import io.memledger.corpus.machine.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Puts leaks at the stated limit into archives of every scenario without a leak. */
final class LimitTrials {
  /** Twice as many archives, where only few last the day that a kind of leak asks for. */
  private static final int MORE = 2;

  private LimitTrials() {}

  /**
   * @param each archives of each scenario, both halves together
   */
  static List<Trial.Result> run(List<Scenario> scenarios, int each, Path folder, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Trial.Result>>> running = new ArrayList<>();
      for (Scenario scenario : scenarios) {
        for (int i = 0; i < MORE * each && !scenario.leaks(); i++) {
          int number = i;
          Collection<LeakKind> kinds =
              i < each ? List.of(LeakKind.values()) : List.of(LeakKind.HOST_ALONE);
          List<Double> shares = i == 0 ? List.of(1.0, LimitsChapter.SLOWER) : List.of(1.0);
          running.add(pool.submit(() -> Trial.run(scenario, number, kinds, shares, folder)));
        }
      }
      List<Trial.Result> results = new ArrayList<>();
      for (Future<List<Trial.Result>> one : running) {
        results.addAll(one.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }
}
