package io.memledger.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.imports.Imports;
import io.memledger.imports.Settings;
import io.memledger.replay.Replay;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools wrote becomes an archive of our own that says the same. */
class ConvertTest {
  private static final Path FOLDER = Path.of("src/test/resources/imports");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... args) {
    String[] words = new String[args.length + 1];
    words[0] = "convert";
    for (int i = 0; i < args.length; i++) {
      words[i + 1] = args[i].toString();
    }
    return Main.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void theArchiveTellsTheSame() throws IOException {
    Path file = folder.resolve("a.tar.gz");
    Path again = folder.resolve("b.tar.gz");
    Path loop = FOLDER.resolve("rec-slab/meminfo-slabinfo-loop.txt.gz");
    Path sar = FOLDER.resolve("rec-slab/sar-A-10.1.5-C.txt.gz");
    assertEquals(0, run(loop, sar, "--output", file), err::toString);
    assertEquals(0, run(loop, sar, "--output", again), err::toString);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    Recording read = Replay.run(file, Limits.defaults(), (done, of) -> {});
    assertEquals("app-01", read.hostFacts().name());
    assertEquals("2026-10-25T00:51:07Z", read.at(0).toString());
    Recording direct = direct(loop, sar);
    for (Metric metric : List.of(Metric.MEM_FREE, Metric.KERNEL_STACK, Metric.SWAP_FREE)) {
      assertArrayEquals(
          direct.host(metric).orElseThrow().means(), read.host(metric).orElseThrow().means());
    }
    assertEquals(direct.samples(), read.samples());
    assertTrue(out.toString().contains("a.tar.gz"));
  }

  private static Recording direct(Path... files) throws IOException {
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      for (Path file : files) {
        imports.add(file);
      }
      return imports.hosts().get(0).recording();
    }
  }

  @Test
  void severalHostsAreNamed() throws IOException {
    Path other = folder.resolve("other");
    String sar =
        "Linux 6.1.0 (app-99) \t04/27/2026 \t_x86_64_\t(1 CPU)\n\n"
            + "15:53:17    kbmemfree   kbavail kbmemused  %memused kbbuffers  kbcached\n"
            + "15:53:32      1000000   1200000    220148     10.86      6624    146656\n";
    Files.writeString(other, sar);
    Path file = folder.resolve("a.tar.gz");
    assertEquals(1, run(FOLDER.resolve("rec-slab/sar-A-10.1.5-C.txt.gz"), other, "-o", file));
    assertTrue(err.toString().contains("app-01, app-99"), err::toString);
    assertTrue(Files.notExists(file));
  }

  @Test
  void nothingIsOverwrittenAndNothingMissingIsMadeUp() throws IOException {
    Path there = Files.writeString(folder.resolve("a.tar.gz"), "mine");
    assertEquals(1, run(FOLDER.resolve("rec-slab/slabtop-o.txt.gz"), "-o", there));
    assertEquals("mine", Files.readString(there));
    assertEquals(1, run(folder.resolve("none"), "-o", folder.resolve("b.tar.gz")));
    assertTrue(err.toString().contains("does not exist"), err::toString);
  }
}
