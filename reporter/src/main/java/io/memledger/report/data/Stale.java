package io.memledger.report.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of an earlier report in the same folder, of another archive perhaps: none may stand beside
 * those of a new one and be taken for a part of it.
 */
public final class Stale {
  private static final List<String> REPORTS =
      List.of("report.html", "report.pdf", "report.md", "report.json");

  /** Each form names its maker somewhere in its first or its last part. */
  private static final String MAKER = "emledger";

  private static final int LOOKED_AT = 1 << 16;

  private Stale() {}

  /**
   * Removes what an earlier report left.
   *
   * @param written files of this report, which stay
   */
  public static void remove(Path dir, Set<Path> written) throws IOException {
    for (String name : REPORTS) {
      Path file = dir.resolve(name);
      if (!written.contains(file) && isFile(file) && isOurs(file)) {
        Files.delete(file);
      }
    }
    Path tables = dir.resolve("csv");
    if (!Files.isDirectory(tables, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (String name : CsvWriter.names()) {
      Path file = tables.resolve(name);
      if (!written.contains(file) && isFile(file)) {
        Files.delete(file);
      }
    }
    boolean empty;
    try (Stream<Path> left = Files.list(tables)) {
      empty = left.findAny().isEmpty();
    }
    if (empty) {
      Files.delete(tables);
    }
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOurs(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(LOOKED_AT);
      in.skip(Math.max(0, Files.size(file) - 2L * LOOKED_AT));
      byte[] last = in.readNBytes(LOOKED_AT);
      return names(first) || names(last);
    }
  }

  private static boolean names(byte[] part) {
    return new String(part, StandardCharsets.ISO_8859_1).contains(MAKER);
  }
}
