package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.TarBytes;
import io.memledger.engine.Analysis;
import io.memledger.report.data.JsonWriter;
import io.memledger.report.words.Messages;
import io.memledger.rules.Rules;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Twice as much of anything in an archive takes about twice the time, whatever it is. */
class ComplexityTest {
  /** Twice, a logarithm's share, and what the JVM does beside. */
  private static final double MOST_TIMES = 2.3;

  /** Nanoseconds below which a doubling is not told from noise: a quadratic one grows past it. */
  private static final double NOISE = 60e6;

  /** Few are needed where nothing else runs; a busy machine needs more to find a quiet moment. */
  private static final int RUNS = 12;

  @TempDir Path folder;

  private record Dimension(String name, int size, IntFunction<TarBytes> archive) {}

  @TestFactory
  Stream<DynamicTest> twiceAsMuchTakesTwiceTheTime() {
    return Stream.of(
            new Dimension("digits of a kernel version", 400_000, ComplexityTest::kernel),
            new Dimension("digits of a memfd's name", 400_000, ComplexityTest::memfd),
            new Dimension("parts of a cgroup's path", 200_000, ComplexityTest::parts),
            new Dimension("parts of a mount point", 200_000, ComplexityTest::mount),
            new Dimension("caches whose names have one hash", 16_000, ComplexityTest::collisions),
            new Dimension("processes of as many names", 2_000, n -> processes(n, n / 10)),
            new Dimension("processes of one name", 2_000, n -> processes(n, 1)),
            new Dimension("commands that leak", 400, ComplexityTest::leaks),
            new Dimension("ranges of an address space", 60_000, ComplexityTest::ranges),
            new Dimension("cgroups", 500, ComplexityTest::cgroups),
            new Dimension("snapshots", 1_500, ComplexityTest::snapshots))
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
  }

  private void check(Dimension one) {
    byte[] single = one.archive().apply(one.size()).gzip();
    byte[] twice = one.archive().apply(2 * one.size()).gzip();
    double before = Double.MAX_VALUE;
    double now = Double.MAX_VALUE;
    // In turn, and the best of each: what else the machine does, and the JIT, only add.
    for (int run = 0; run < RUNS; run++) {
      before = Math.min(before, nanos(single));
      now = Math.min(now, nanos(twice));
      if (now <= MOST_TIMES * before + NOISE) {
        return;
      }
    }
    assertTrue(
        now <= MOST_TIMES * before + NOISE,
        one.name() + ": " + before / 1e6 + " ms, and for twice as many " + now / 1e6 + " ms");
  }

  /** Of this thread, so that a busy machine does not count. */
  private double nanos(byte[] archive) {
    long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Analysis analysis = Rules.engine().analyse(Archives.read(folder, archive));
    assertTrue(JsonWriter.write(analysis, Messages.load(null)).length > 0);
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from;
  }

  private static final int LOOKS = 24;

  /** A capture of minutes, long enough to be judged, with one more file in each snapshot. */
  private static TarBytes with(String path, IntFunction<String> text) {
    TarBytes tar = Archives.capture(LOOKS);
    for (int i = 0; i < LOOKS; i++) {
      tar.file(Archives.at(i * 5) + path, text.apply(i));
    }
    return tar;
  }

  private static TarBytes kernel(int digits) {
    return Archives.capture(LOOKS)
        .file(Archives.TOP + "manifest.json", "{\"kernel\":\"" + "1".repeat(digits) + "\"}");
  }

  private static TarBytes memfd(int digits) {
    return Archives.capture(LOOKS)
        .file(Archives.at(200) + "derived/fdtypes/7", "5 memfd:" + "1".repeat(digits) + "/x\n");
  }

  private static TarBytes parts(int parts) {
    return Archives.capture(LOOKS)
        .file(Archives.at(200) + "proc/7/cgroup", "0::" + "/a".repeat(parts) + "\n");
  }

  private static TarBytes mount(int parts) {
    return with(
        "derived/mounts",
        i -> "0 " + (i + 1) * 50_000_000L + " 1 tmpfs " + "/a".repeat(parts / LOOKS) + "\n");
  }

  /** Of the pairs Aa and BB, which String.hashCode and its like cannot tell apart. */
  private static TarBytes collisions(int caches) {
    StringBuilder text = new StringBuilder("slabinfo - version: 2.1\n");
    for (int i = 0; i < caches; i++) {
      for (int bit = 17; bit >= 0; bit--) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append(" 10 10 64 64 1 : tunables 0 0 0 : slabdata 1 1 0\n");
    }
    String all = text.toString();
    return Archives.capture(3).file(Archives.at(15) + "proc/slabinfo", all);
  }

  private static TarBytes processes(int count, int names) {
    return with(
        "proc/pids/stat",
        look ->
            IntStream.range(0, count)
                .mapToObj(
                    p ->
                        Archives.process(
                            p + 10, "svc" + p % names, 300, 50 + (p % 97 == 0 ? 5 * look : 0)))
                .collect(Collectors.joining()));
  }

  /** Each of a name of its own, and from a moment of its own on. */
  private static TarBytes leaks(int count) {
    return with(
        "proc/pids/stat",
        look ->
            IntStream.range(0, count)
                .mapToObj(
                    p ->
                        Archives.process(
                            p + 10, "svc" + p, 300, 50 + 5_000 * Math.max(0, look - p % 9)))
                .collect(Collectors.joining()));
  }

  private static TarBytes ranges(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      long from = 0x10000000L + i * 0x2000L;
      text.append(Long.toHexString(from))
          .append('-')
          .append(Long.toHexString(from + 0x2000))
          .append(" rw-p 00000000 00:00 0 ")
          .append(i == 0 ? "/usr/lib/libjvm.so" : "")
          .append("\nRss: 8 kB\n");
    }
    return Archives.capture(LOOKS).file(Archives.at(200) + "proc/7/smaps", text.toString());
  }

  private static TarBytes cgroups(int count) {
    TarBytes tar = Archives.capture(LOOKS);
    for (int i = 0; i < 4; i++) {
      for (int c = 0; c < count; c++) {
        String path = "sys/fs/cgroup/a" + c % 40 + ".slice/b" + c + ".service/memory.current";
        tar.file(Archives.at(200 + i * 5) + path, 1_000_000 + c * i + "\n");
      }
    }
    return tar;
  }

  private static TarBytes snapshots(int count) {
    return Archives.capture(count);
  }
}
