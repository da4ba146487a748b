package io.memledger.rules;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.archive.TarBytes;
import io.memledger.replay.Replay;
import io.memledger.series.Recording;
import io.memledger.source.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recordings of real kernels: a bundled sample, or an archive made of files of the fixtures and
 * replayed. Where a fixture is one moment only, it is repeated with one counter moved, so that the
 * rule still meets that kernel's own text.
 */
public final class RealCapture {
  private static final Map<String, Recording> SAMPLES = new ConcurrentHashMap<>();
  private static final String TOP = "memledger-real-20261123T040305Z/";

  /** 2026-11-23T04:03:05Z. */
  private static final long EPOCH = 1_795_406_585L;

  /** Older than every process of the fixtures. */
  private static final double UPTIME = 10_000_000;

  /** Changes one file's text by the second at which it is captured. */
  public interface Edit {
    String at(double second, String text);
  }

  private record Moment(double second, Map<String, String> files) {}

  private final List<Moment> moments = new ArrayList<>();
  private final Map<String, List<Edit>> edits = new LinkedHashMap<>();

  private DoubleUnaryOperator clock = second -> second;
  private DoubleUnaryOperator uptime = second -> UPTIME + second;

  private RealCapture() {}

  /** A sample of the project, by name; replayed once. */
  public static Recording sample(String name) {
    return SAMPLES.computeIfAbsent(
        name,
        n -> Replay.run(Path.of("../samples", n + ".tar.gz"), Limits.defaults(), Progress.NONE));
  }

  /** Files of one fixture folder, captured so many times. */
  public static RealCapture repeated(
      String folder, int snapshots, double interval, String... paths) {
    RealCapture capture = new RealCapture();
    Map<String, String> files = new LinkedHashMap<>();
    for (String path : paths) {
      files.put(path, read(folder, path));
    }
    for (int i = 0; i < snapshots; i++) {
      capture.moments.add(new Moment(i * interval, new LinkedHashMap<>(files)));
    }
    return capture;
  }

  /** Several snapshots of one field case, so many seconds apart. */
  public static RealCapture steps(double interval, String path, String... folders) {
    RealCapture capture = new RealCapture();
    for (String folder : folders) {
      Map<String, String> files = new LinkedHashMap<>(Map.of(path, read(folder, path)));
      capture.moments.add(new Moment(capture.moments.size() * interval, files));
    }
    return capture;
  }

  /** Start time, as stat shows it, of a process that came at a second of the capture. */
  public static long ticks(double second) {
    return Math.round((UPTIME + second) * 100);
  }

  /** Drops the snapshots between two seconds. */
  public RealCapture without(double from, double to) {
    moments.removeIf(m -> m.second() >= from && m.second() < to);
    return this;
  }

  /** What the wall clock shows, in seconds after the start of the capture. */
  public RealCapture clock(DoubleUnaryOperator shown) {
    clock = shown;
    return this;
  }

  /** What /proc/uptime shows; NaN for no such file. */
  public RealCapture uptime(DoubleUnaryOperator shown) {
    uptime = shown;
    return this;
  }

  /** Adds to one field of a process' stat line, by its number in proc_pid_stat(5). */
  public RealCapture movingStat(long pid, int field, DoubleUnaryOperator added) {
    // Field 3 is the first after the command, which ends with the last parenthesis.
    Pattern line =
        Pattern.compile("(?m)^(" + pid + " \\(.*\\)(?: \\S+){" + (field - 3) + "} )(\\d+)");
    return edit(
        "proc/pids/stat",
        (second, text) -> {
          Matcher found = line.matcher(text);
          if (!found.find()) {
            throw new IllegalArgumentException("no process " + pid);
          }
          long value = Long.parseLong(found.group(2)) + Math.round(added.applyAsDouble(second));
          return text.substring(0, found.start(2)) + value + text.substring(found.end(2));
        });
  }

  /** The same lines of text as another file in each snapshot. */
  public RealCapture with(String path, String text) {
    moments.forEach(m -> m.files().put(path, text));
    return this;
  }

  public RealCapture edit(String path, Edit edit) {
    edits.computeIfAbsent(path, p -> new ArrayList<>()).add(edit);
    return this;
  }

  /** Adds to the first number of the line that begins with a field's name. */
  public RealCapture moving(String path, String field, DoubleUnaryOperator added) {
    Pattern line = Pattern.compile("(?m)^(" + Pattern.quote(field) + ":?\\s+)(\\d+)");
    return edit(
        path,
        (second, text) -> {
          Matcher found = line.matcher(text);
          if (!found.find()) {
            throw new IllegalArgumentException("no " + field + " in " + path);
          }
          long value = Long.parseLong(found.group(2)) + Math.round(added.applyAsDouble(second));
          return text.substring(0, found.start(2)) + value + text.substring(found.end(2));
        });
  }

  public Recording recording() {
    TarBytes tar = new TarBytes();
    for (Moment moment : moments) {
      double shown = uptime.applyAsDouble(moment.second());
      long stamp = EPOCH + Math.round(clock.applyAsDouble(moment.second()));
      String folder = TOP + stamp + "/";
      if (!Double.isNaN(shown)) {
        tar.file(folder + "proc/uptime", String.format(Locale.ROOT, "%.2f 7.00\n", shown));
      }
      moment.files().forEach((path, text) -> tar.file(folder + path, edited(moment, path, text)));
    }
    try {
      Path file = Files.createTempFile("memledger-real", ".tar.gz");
      try {
        Files.write(file, tar.gzip());
        return Replay.run(file, Limits.defaults(), Progress.NONE);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String edited(Moment moment, String path, String text) {
    String now = text;
    for (Edit edit : edits.getOrDefault(path, List.of())) {
      now = edit.at(moment.second(), now);
    }
    return now;
  }

  /** A file of the fixtures as text. */
  public static String read(String folder, String path) {
    return new String(Fixtures.bytes(folder, path), StandardCharsets.ISO_8859_1);
  }
}
