package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real files beside the project, read where they lie. Without them tests are skipped, but fail
 * in CI.
 */
public final class Fixtures {
  private static final Pattern ROOT =
      Pattern.compile("^(.+?)/((?:proc|sys|cgroup|derived|etc)/.+)$");

  /** A file, with its path as an archive names it. */
  record Fixture(String folder, String path, Path file) {
    byte[] bytes() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return folder + "/" + path;
    }
  }

  private Fixtures() {}

  public static Path root() {
    Path root = Path.of(System.getProperty("fixtures", "../../shared/fixtures"));
    boolean found = Files.isDirectory(root);
    if (System.getenv("CI") != null) {
      assertNotNull(found ? root : null, "CI needs the fixtures at " + root);
    }
    assumeTrue(found, "skipped: no fixtures at " + root);
    return root;
  }

  /** Every file that a source reads. */
  static List<Fixture> all() throws IOException {
    Path root = root();
    List<Fixture> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(
              file -> {
                Matcher name = ROOT.matcher(root.relativize(file).toString());
                if (name.matches() && Sources.reading(name.group(2)).isPresent()) {
                  found.add(new Fixture(name.group(1), name.group(2), file));
                }
              });
    }
    return found;
  }

  static Collected read(String folder, String path) throws IOException {
    return read(folder, path, 4096);
  }

  static Collected read(String folder, String path, int pageSize) throws IOException {
    byte[] bytes = Files.readAllBytes(root().resolve(folder).resolve(path));
    return Collected.read(path, bytes, pageSize);
  }
}
