package io.memledger.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Found files that others own, read where they lie: below {@code -Dshared=DIR}. The tests over them
 * are tagged {@code shared} and run only where that is given.
 */
public final class SharedFixtures {
  static final String PREFIX = "shared/";
  private static final Pattern ROOT =
      Pattern.compile("^(.+?)/((?:proc|sys|cgroup|derived|etc)/.+)$");

  private SharedFixtures() {}

  /** The folder of fixtures below that of the property, which is relative to the repository. */
  public static Path root() {
    String folder = System.getProperty("shared");
    if (folder == null) {
      throw new IllegalStateException("the suite \"shared\" wants -Dshared=DIR");
    }
    return Path.of("..").resolve(folder).resolve("fixtures");
  }

  /** Every file that a source reads. */
  static List<Fixtures.Fixture> all() throws IOException {
    List<Fixtures.Fixture> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Matcher name = ROOT.matcher(root().relativize(file).toString());
        if (name.matches() && Sources.reading(name.group(2)).isPresent()) {
          found.add(new Fixtures.Fixture(name.group(1), name.group(2), Files.readAllBytes(file)));
        }
      }
    }
    return found;
  }

  static byte[] bytes(String folder, String path) {
    try {
      return Files.readAllBytes(root().resolve(folder.substring(PREFIX.length())).resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Collected read(String folder, String path) {
    return Fixtures.read(PREFIX + folder, path);
  }

  static Collected read(String folder, String path, int pageSize) {
    return Fixtures.read(PREFIX + folder, path, pageSize);
  }
}
