package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.archive.Limits;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads files of other tools for tests. */
final class Read {
  private Read() {}

  /** The one recording that files make. */
  static Recording all(Settings settings, Path... files) throws IOException {
    try (Imports imports = new Imports(settings, Limits.defaults())) {
      for (Path file : files) {
        imports.add(file);
      }
      List<Imports.Host> hosts = imports.hosts();
      assertEquals(1, hosts.size(), () -> "" + imports.unusable() + imports.unknown());
      return hosts.get(0).recording();
    }
  }

  static Recording all(Path... files) throws IOException {
    return all(Settings.none(), files);
  }

  static double last(Recording recording, Metric metric) {
    return recording.host(metric).orElseThrow().last().value();
  }
}
