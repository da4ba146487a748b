package io.memledger.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The project's own kernel files, one packed archive a kernel, read in place; their README tells
 * their origins. A name that begins with {@code shared/} is one of {@link SharedFixtures}.
 */
public final class Fixtures {
  private static final Path KERNELS = Path.of("src/test/resources/fixtures/kernels");
  private static final String ENDING = ".tar.xz";
  private static final Map<String, Map<String, byte[]>> READ = new ConcurrentHashMap<>();

  /** A file, with its path as an archive names it. */
  record Fixture(String folder, String path, byte[] bytes) {
    @Override
    public String toString() {
      return folder + "/" + path;
    }
  }

  private Fixtures() {}

  /** All files of one kernel by their paths, sorted. */
  public static Map<String, byte[]> of(String kernel) {
    return READ.computeIfAbsent(kernel, Fixtures::unpack);
  }

  private static Map<String, byte[]> unpack(String kernel) {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream packed = Files.newInputStream(KERNELS.resolve(kernel + ENDING));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry one = tar.getNextEntry(); one != null; one = tar.getNextEntry()) {
        files.put(one.getName(), tar.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  static List<String> kernels() throws IOException {
    try (Stream<Path> files = Files.list(KERNELS)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(ENDING))
          .map(f -> f.substring(0, f.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }

  /** Every file that a source reads. */
  static List<Fixture> all() throws IOException {
    List<Fixture> found = new ArrayList<>();
    for (String kernel : kernels()) {
      of(kernel)
          .forEach(
              (path, bytes) -> {
                if (Sources.reading(path).isPresent()) {
                  found.add(new Fixture(kernel, path, bytes));
                }
              });
    }
    return found;
  }

  public static byte[] bytes(String folder, String path) {
    if (folder.startsWith(SharedFixtures.PREFIX)) {
      return SharedFixtures.bytes(folder, path);
    }
    byte[] bytes = of(folder).get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("no " + path + " in " + folder);
    }
    return bytes;
  }

  static Collected read(String folder, String path) {
    return read(folder, path, 4096);
  }

  static Collected read(String folder, String path, int pageSize) {
    return Collected.read(path, bytes(folder, path), pageSize);
  }
}
