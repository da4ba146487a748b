package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.archive.Limits;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import io.memledger.series.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of another tool, and what is understood of it. */
final class Given {
  static final double KIB = 1024;

  private Given() {}

  static byte[] resource(String name) throws IOException {
    try (InputStream in = Given.class.getResourceAsStream("/imports/" + name)) {
      return in.readAllBytes();
    }
  }

  /** The only recording of a file. */
  static Recording recording(Path folder, String name, byte[] bytes) throws IOException {
    return recording(folder, name, bytes, Settings.none());
  }

  static Recording recording(Path folder, String name, String text) throws IOException {
    return recording(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static Recording recording(Path folder, String name, byte[] bytes, Settings settings)
      throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    try (Imports imports = new Imports(settings, Limits.defaults())) {
      imports.add(file);
      List<Imports.Host> hosts = imports.hosts();
      assertEquals(1, hosts.size(), () -> "" + imports.unusable() + imports.unknown());
      return hosts.get(0).recording();
    }
  }

  /** Why a file cannot be used. */
  static String refusal(Path folder, String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    try (Imports imports = new Imports(Settings.none(), Limits.defaults())) {
      imports.add(file);
      assertEquals(List.of(), imports.hosts());
      assertEquals(List.of(), imports.unknown());
      return String.join("; ", imports.unusable().values());
    }
  }

  static String refusal(Path folder, String name, String text) throws IOException {
    return refusal(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  static SourceFacts facts(Recording recording) {
    return recording.archive().sources().get(0);
  }

  static double kib(Recording recording, Metric metric) {
    return recording.host(metric).orElseThrow().last().value() / KIB;
  }

  /** KiB at the end, of what bears a name. */
  static double kib(Recording recording, Metric metric, Subject.Kind kind, String name) {
    return recording.all(metric, kind).stream()
        .filter(series -> series.subject().name().equals(name))
        .mapToDouble(series -> series.last().value() / KIB)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name));
  }

  static double process(Recording recording, String name) {
    return kib(recording, Metric.PROC_RSS, Subject.Kind.PROCESS, name);
  }
}
