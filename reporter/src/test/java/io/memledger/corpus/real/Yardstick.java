package io.memledger.corpus.real;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.replay.Replay;
import io.memledger.rules.Rules;
import io.memledger.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Judges windows of machines that nobody made up. They are found data and not ours to publish: they
 * are read where they lie, and only figures over them are kept ({@link RealFigures}).
 */
public final class Yardstick {
  private final Path data;
  private final Path folder;

  /**
   * @param data the folder that holds truth.json and series/
   * @param folder for archives, which are deleted again
   */
  public Yardstick(Path data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  /** What was said of each window, in the order of the truth. */
  public List<Judged> judge(int threads) throws IOException {
    List<Window> windows =
        new ObjectMapper()
            .readValue(data.resolve("truth.json").toFile(), new TypeReference<List<Window>>() {});
    Map<String, List<Window>> bySeries =
        windows.stream()
            .collect(
                Collectors.groupingBy(Window::series, LinkedHashMap::new, Collectors.toList()));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Judged>>> running = new ArrayList<>();
      bySeries.forEach((series, of) -> running.add(pool.submit(() -> judge(series, of))));
      List<Judged> all = new ArrayList<>();
      for (Future<List<Judged>> one : running) {
        all.addAll(one.get());
      }
      return all;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** What was said wrongly, and what a leak at the limit was not found in; not to be published. */
  public static String failures(List<Judged> all) {
    StringBuilder text = new StringBuilder();
    for (Judged one : all) {
      boolean wrong = one.accuses() ? one.window().isNoLeak() : one.window().isLeak();
      boolean missed = Boolean.FALSE.equals(one.found());
      if (wrong || missed) {
        text.append(one.window().name()).append(": said ").append(one.status()).append(' ');
        text.append(one.confidence()).append(", truth ").append(one.window().truth());
        text.append(missed ? "; a leak at the limit is missed\n" : "\n");
      }
    }
    return text.toString();
  }

  private List<Judged> judge(String name, List<Window> windows) {
    FoundSeries series = FoundSeries.read(data.resolve("series").resolve(name + ".csv.gz"));
    return windows.stream().map(window -> judge(series, window)).toList();
  }

  private Judged judge(FoundSeries series, Window window) {
    Verdict verdict = verdict(series, window, 0);
    boolean accused = Judged.accuses(verdict);
    double limit = verdict.limit().rate();
    // Where somebody is accused already, what is put in on top cannot show.
    Boolean found =
        accused || Double.isNaN(limit) || !window.isOfDays()
            ? null
            : Boolean.valueOf(Judged.accuses(verdict(series, window, limit)));
    return new Judged(
        window, verdict.status().id(), verdict.confidence(), verdict.exhaustion() != null, found);
  }

  private Verdict verdict(FoundSeries series, Window window, double leak) {
    Path file = folder.resolve(window.name() + ".tar");
    series.write(window, leak, file);
    try {
      return Rules.engine().analyse(Replay.run(file, Limits.defaults(), Progress.NONE)).verdict();
    } finally {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
