package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same analysis gives the same bytes, wherever and whenever. */
class DeterminismTest {
  @TempDir private Path dir;

  @Test
  void localeAndTimeZoneOfTheMachineDoNotShow() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Map<String, byte[]> expected = report("plain");
      for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        same(expected, report(tag), tag);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  @Tag("slow")
  void anotherJvmWritesTheSame() throws IOException, InterruptedException {
    Path other = dir.resolve("other");
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    // Object hashes that differ from those of this JVM reveal any order taken from a hash table.
    command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=0"));
    command.addAll(
        List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Asia/Tokyo"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MakeReport.class.getName(), other.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor());
    same(report("here"), files(other), "another JVM");
  }

  private Map<String, byte[]> report(String name) throws IOException {
    Path out = dir.resolve(name);
    ReportWriter.write(
        MadeUp.hostile(), out, EnumSet.allOf(Format.class), ReportWriterTest.templates(dir));
    return files(out);
  }

  private static Map<String, byte[]> files(Path out) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (!name.startsWith("templates")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static void same(Map<String, byte[]> expected, Map<String, byte[]> actual, String when) {
    assertEquals(expected.keySet(), actual.keySet(), when);
    expected.forEach(
        (name, bytes) -> assertArrayEquals(bytes, actual.get(name), name + ", " + when));
  }
}
