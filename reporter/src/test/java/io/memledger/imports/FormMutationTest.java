package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/** Whatever a stranger makes of a file of another tool: it is read, or it is said why not. */
class FormMutationTest {
  private static final int QUICK = 40;
  private static final int THOROUGH = 2_000;

  @TempDir private Path folder;

  private static Map<String, byte[]> seeds() throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (String sa : List.of("rec-restart/sa-9.1.5", "rec-heap/sa-10.1.5", "rec-heap/sa-12.7.9")) {
      try (GZIPInputStream in =
          new GZIPInputStream(new ByteArrayInputStream(Given.resource(sa + ".gz")))) {
        all.put(sa.substring(sa.indexOf('/') + 1), in.readAllBytes());
      }
    }
    try (XZInputStream in =
        new XZInputStream(new ByteArrayInputStream(Given.resource("rec-restart/pcp-v2.tar.xz")))) {
      all.put("pcp.tar", in.readAllBytes());
    }
    all.put("sa-big-endian", SaFileTest.bigEndian());
    all.put("atop.raw", AtopTest.raw(1_064_016));
    String[] texts = {
      AtopTest.LINES,
      MonitorsTest.NMON,
      MonitorsTest.COLLECTL,
      MonitorsTest.DSTAT,
      MonitorsTest.SMEM,
      MonitorsTest.PIDSTAT,
      PcpTest.PMREP,
      PrometheusTest.SCRAPE,
      PrometheusTest.CADVISOR,
      PrometheusTest.QUERY,
      PrometheusTest.DUMP,
      ContainersTest.DOCKER,
      ContainersTest.KUBECTL,
      ContainersTest.CGTOP,
      ContainersTest.BELOW,
      ContainersTest.BUGREPORT
    };
    for (int i = 0; i < texts.length; i++) {
      all.put("text-" + i, texts[i].getBytes(StandardCharsets.UTF_8));
    }
    return all;
  }

  /** Bytes changed, taken out, doubled, or the end cut off. */
  static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 4; i++) {
      // The beginning is where lengths and counts stand.
      int near = random.nextBoolean() ? Math.min(bytes.length, 1_000) : bytes.length;
      int at = random.nextInt(near);
      switch (random.nextInt(5)) {
        case 0:
          bytes[at] = (byte) random.nextInt(256);
          break;
        case 1:
          bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
          break;
        case 2:
          bytes = Arrays.copyOf(bytes, at);
          break;
        case 3:
          int to = Math.min(bytes.length, at + 1 + random.nextInt(64));
          byte[] less = Arrays.copyOf(bytes, bytes.length - (to - at));
          System.arraycopy(bytes, to, less, at, bytes.length - to);
          bytes = less;
          break;
        default:
          int length = Math.min(8, bytes.length - at);
          Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0xff : '9'));
          break;
      }
    }
    return bytes;
  }

  private int run(int times) throws IOException {
    Random random = new Random(14);
    List<String> wrong = new ArrayList<>();
    int read = 0;
    for (Map.Entry<String, byte[]> seed : seeds().entrySet()) {
      for (int i = 0; i < times; i++) {
        read += one(seed.getKey(), mutated(seed.getValue(), random), wrong);
      }
    }
    assertEquals(List.of(), wrong);
    return read;
  }

  /** Number of hosts that were read. */
  private int one(String name, byte[] bytes, List<String> wrong) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(file);
      List<Imports.Host> hosts = imports.hosts();
      hosts.forEach(Imports.Host::recording);
      return hosts.size();
    } catch (IOException | ArchiveException e) {
      // As the command line takes it: what stands before was read.
      return 0;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
      wrong.add(name + ": " + e + " at " + at);
      return 0;
    }
  }

  @Test
  void aFewOfEachForm() throws IOException {
    assertTrue(run(QUICK) > 0, "some can still be read");
  }

  @Test
  @Tag("slow")
  void manyOfEachForm() throws IOException {
    assertTrue(run(THOROUGH) > 0, "some can still be read");
  }
}
