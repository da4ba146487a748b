package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import io.memledger.rules.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of other tools that are cut, garbled or made to harm end in looks or in one sentence, never
 * in a crash or a hang.
 */
class HostileFormsTest {
  private static final Path FOLDER = Path.of("src/test/resources/imports");

  /** So much of a file is mutated: all forms say what they are before that. */
  private static final int MOST = 48 << 10;

  private static final String[] HARM = {
    "99999999999999999999999999",
    "-1",
    "NaN",
    "1e999",
    "0x7f",
    "9223372036854775807",
    "0",
    "",
    "\u0000",
    "\u00e9\ufffd",
    "%s%n",
    "../../etc/passwd",
    "[[[[[[",
    "{\"a\":{\"b\":[",
    "<x><x><x>",
    "                                        ",
    "\t\t\t\t",
    "::::::::",
    "\n\n\n",
    "1970-01-01 00:00:00",
    "Feb 29 23:59:60",
    "MemTotal: 18446744073709551615 kB",
    "2026-13-45T99:99:99+99:99"
  };

  private static final Settings[] SETTINGS = {
    Settings.none(),
    new Settings(ZoneId.of("America/New_York"), LocalDate.of(2026, 10, 25), 10_000, null)
  };

  @TempDir private Path scratch;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void aFewOfEachForm() throws IOException {
    assertTrue(mutate(2, 1) > 50, "files were mutated");
  }

  @Test
  @Tag("slow")
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void manyOfEachForm() throws IOException {
    int each = Integer.getInteger("mutations", 40);
    assertTrue(mutate(each, Long.getLong("seed", 2)) > each, "files were mutated");
  }

  private int mutate(int each, long seed) throws IOException {
    int done = 0;
    try (Stream<Path> all = Files.walk(FOLDER)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.toString().matches(".*\\.(md|csv)")) {
          byte[] whole = content(file);
          Random random = new Random(seed + file.getFileName().toString().hashCode());
          for (int i = 0; i < each; i++) {
            read(file, mutated(whole, random), SETTINGS[i % SETTINGS.length]);
            done++;
          }
        }
      }
    }
    return done;
  }

  private static byte[] content(Path file) throws IOException {
    try (InputStream in =
        file.toString().endsWith(".gz")
            ? new GZIPInputStream(Files.newInputStream(file))
            : Files.newInputStream(file)) {
      return in.readNBytes(MOST);
    }
  }

  /** A few changes of many kinds. */
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] now = whole;
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at = random.nextInt(now.length + 1);
      int length = Math.min(now.length - at, 1 + random.nextInt(200));
      byte[] harm = HARM[random.nextInt(HARM.length)].getBytes(StandardCharsets.UTF_8);
      switch (random.nextInt(7)) {
        case 0:
          now = joined(now, 0, at, new byte[0], now.length);
          break;
        case 1:
          now = joined(now, 0, at, harm, at);
          break;
        case 2:
          now = joined(now, 0, at, harm, at + length);
          break;
        case 3:
          now = joined(now, 0, at, new byte[0], at + length);
          break;
        case 4:
          now = joined(now, 0, at, java.util.Arrays.copyOfRange(now, at, at + length), at);
          break;
        case 5:
          now = numbers(now, at, length, random);
          break;
        default:
          byte[] noise = new byte[length];
          random.nextBytes(noise);
          now = joined(now, 0, at, noise, at + length);
          break;
      }
    }
    return now;
  }

  private static byte[] joined(byte[] of, int from, int to, byte[] with, int rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(of, from, to - from);
    out.writeBytes(with);
    out.write(of, rest, of.length - rest);
    return out.toByteArray();
  }

  /** Other digits in the same places: a form's numbers are tried rather than its words. */
  private static byte[] numbers(byte[] of, int at, int length, Random random) {
    byte[] now = of.clone();
    for (int i = at; i < at + length; i++) {
      if (now[i] >= '0' && now[i] <= '9') {
        now[i] = (byte) ('0' + random.nextInt(10));
      }
    }
    return now;
  }

  private void read(Path origin, byte[] bytes, Settings settings) throws IOException {
    Path file = scratch.resolve("mutated");
    Files.write(file, bytes);
    try (Imports imports = new Imports(settings, Limits.defaults())) {
      imports.add(file);
      for (Imports.Host host : imports.hosts()) {
        Rules.engine().analyse(host.recording());
      }
    } catch (IOException | ArchiveException e) {
      assertTrue(e.getMessage() == null || !e.getMessage().contains("java."), e::getMessage);
    } catch (RuntimeException | StackOverflowError e) {
      Path kept = Path.of("target", "hostile-" + origin.getFileName() + "-" + bytes.length);
      Files.write(kept, bytes);
      throw new AssertionError(kept + ": " + e, e);
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void linesWithoutEndAreBounded() throws IOException {
    List<String> starts =
        new ArrayList<>(
            List.of(
                "MemTotal: ",
                "{\"sysstat\":{\"hosts\":[",
                "Linux 6.1 (a) \t04/27/2026 \t_x86_64_\t(1 CPU)\n\n",
                "<?xml version=\"1.0\"?><!DOCTYPE sysstat><sysstat ",
                "procs ",
                "[    1.000000] Mem-Info:\n[    1.000001] active_anon:1",
                "# hostname;interval;timestamp;",
                "2026-04-27 15:53:18\n",
                "    PID USER RES COMMAND\n"));
    for (String start : starts) {
      for (String fill :
          List.of("9", "a", " ", "1 ", ";", "\"x\":1,", "<a>", ":", "[", "a:1 ", "-")) {
        String text = start + fill.repeat((3 << 20) / fill.length());
        read(Path.of("endless"), text.getBytes(StandardCharsets.UTF_8), SETTINGS[1]);
      }
    }
    assertTrue(starts.size() > 5, "starts of all text forms");
  }
}
