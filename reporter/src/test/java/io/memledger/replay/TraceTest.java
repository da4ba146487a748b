package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.TarBytes;
import io.memledger.series.KmemFlow;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Traces inside of archives: streamed whatever their size, placed in time, with what belongs to
 * them.
 */
class TraceTest {
  @TempDir Path folder;

  private static String fixture(String name) {
    try (InputStream in = TraceTest.class.getResourceAsStream("/kmem/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String trace(int seconds) {
    return Archives.TOP + "trace/" + (Archives.EPOCH + seconds) + "/";
  }

  private static TarBytes traced(int seconds) {
    return Archives.capture(10)
        .file(trace(seconds) + "lost", "0 24 0 0\n1 24 0 0\n")
        .file(trace(seconds) + "kmem.trace", fixture("tracefs-3.10.txt"))
        .file(trace(seconds) + "kallsyms", fixture("kallsyms"));
  }

  @Test
  void isReadAndPlacedInTime() {
    Recording recording = Archives.read(folder, traced(20).gzip());
    KmemFlow flow = recording.kmem().orElseThrow();
    assertEquals(20, flow.from(), 1e-6);
    assertEquals("trace/kmem.trace", flow.source());
    assertEquals(0, flow.lost());
    Subject leak = Subject.named(Subject.Kind.CALL_SITE, "nf_leak_hook+0x24 [nf_leak]");
    TimeSeries left = recording.series(Metric.KMEM_OUTSTANDING, leak).orElseThrow();
    assertEquals(7 * 64, left.last().value());
    assertEquals(27.5, left.last().time(), 1e-6);
    assertEquals(10, recording.capture().snapshots(), "a trace is no snapshot");
    assertEquals(List.of(Warning.of(Warning.Kind.NO_MANIFEST)), recording.archive().warnings());
  }

  /** Pages are as large as the manifest says. */
  @Test
  void pagesHaveTheSizeOfTheMachine() {
    TarBytes tar = new TarBytes().file(Archives.TOP + "manifest.json", "{\"page_size\": 65536}");
    for (int i = 0; i < 3; i++) {
      tar.file(Archives.at(i * 5) + "proc/meminfo", Archives.meminfo(500_000));
    }
    tar.file(trace(1) + "perf-script.txt", fixture("perf-6.1.txt"));
    KmemFlow flow = Archives.read(folder, tar.gzip()).kmem().orElseThrow();
    assertTrue(flow.sites().stream().anyMatch(s -> s.outstandingBytes() == 2 * 65536));
  }

  @Test
  void isReadWhateverItsSize() {
    Limits defaults = Limits.defaults();
    Limits small =
        new Limits(
            1000,
            defaults.entries(),
            defaults.unpackedBytes(),
            defaults.ratio(),
            defaults.pathLength(),
            defaults.pathDepth(),
            defaults.snapshots(),
            defaults.series(),
            defaults.spoolBytes());
    assertTrue(fixture("tracefs-3.10.txt").length() > 1000);
    assertTrue(Archives.read(folder, traced(20).gzip(), small).kmem().isPresent());
  }

  @Test
  void cutInTheMiddleItKeepsWhatCameBefore() {
    byte[] whole =
        Archives.capture(10).file(trace(20) + "kmem.trace", fixture("tracefs-6.18.txt")).tar();
    byte[] cut = Arrays.copyOf(whole, whole.length - 3000 - 1024);
    Recording recording = Archives.read(folder, cut);
    assertFalse(recording.archive().complete());
    KmemFlow flow = recording.kmem().orElseThrow();
    assertTrue(flow.events() > 20 && flow.events() < 48, flow.events() + "");
  }

  @Test
  void ofAnotherTimeItIsNotUsed() {
    Recording recording = Archives.read(folder, traced(100_000).gzip());
    assertTrue(recording.kmem().isEmpty());
    assertTrue(
        Archives.warns(recording, Warning.Kind.TRACE_OUTSIDE),
        recording.archive().warnings().toString());
  }

  @Test
  void unknownFilesOfATraceAreNamed() {
    TarBytes tar = traced(20).file(trace(20) + "notes.txt", "hello");
    Recording recording = Archives.read(folder, tar.gzip());
    assertTrue(recording.kmem().isPresent());
    assertTrue(
        recording
            .archive()
            .warnings()
            .contains(Warning.of(Warning.Kind.UNKNOWN_TRACE_FILES, 1L, "notes.txt")),
        recording.archive().warnings().toString());
  }

  @Test
  void ofTwoTheLongestCleanOneIsUsed() {
    TarBytes tar = traced(20).file(trace(5) + "kmem.trace", fixture("real-perf-6.1.txt"));
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(7.5, recording.kmem().orElseThrow().judged(), 1e-6);
    assertEquals(2, Archives.warned(recording, Warning.Kind.SEVERAL_TRACES));
  }

  @Test
  void snapshotsOutOfOrderAndUnpackedFoldersHaveTheirTrace() throws IOException {
    TarBytes tar = new TarBytes();
    for (int i : new int[] {2, 0, 1}) {
      tar.file(Archives.at(i * 5) + "proc/meminfo", Archives.meminfo(500_000));
      tar.file(Archives.at(i * 5) + "proc/uptime", Archives.uptime(1000 + i * 5));
    }
    tar.file(trace(1) + "kmem.trace", fixture("tracefs-6.1.txt"));
    assertEquals(1, Archives.read(folder, tar.gzip()).kmem().orElseThrow().from(), 1e-6);

    Path root = folder.resolve("unpacked");
    for (int i = 0; i < 3; i++) {
      Path snapshot = Files.createDirectories(root.resolve(Archives.at(i * 5) + "proc"));
      Files.writeString(snapshot.resolve("meminfo"), Archives.meminfo(500_000));
      Files.writeString(snapshot.resolve("uptime"), Archives.uptime(1000 + i * 5));
    }
    Path trace = Files.createDirectories(root.resolve(trace(1)));
    Files.writeString(trace.resolve("kmem.trace"), fixture("tracefs-6.1.txt"));
    Recording recording = Replay.run(root, Limits.defaults(), io.memledger.archive.Progress.NONE);
    assertEquals(48, recording.kmem().orElseThrow().events());
  }
}
