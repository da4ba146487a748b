package io.memledger.report.data;

import io.memledger.engine.Analysis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of an earlier report in the same folder. Those of another archive must not stand beside
 * those of this one and be taken for a part of it; those of the same archive are what somebody
 * asked for before, in another form, and stay.
 */
public final class Stale {
  private static final String PDF = "report.pdf";

  /** Forms that tell in clear of which archive they are. */
  private static final List<String> WITNESSES = List.of("report.json", "report.html", "report.md");

  /** Each form names its maker somewhere in its first or its last part. */
  private static final String MAKER = "emledger";

  private static final int LOOKED_AT = 1 << 16;

  private final Path dir;
  private final Set<Path> others = new LinkedHashSet<>();

  private Stale(Path dir) {
    this.dir = dir;
  }

  /** Looks, before anything is written, which files are of another archive. */
  public static Stale in(Path dir, Analysis analysis) throws IOException {
    return in(dir, analysis.recording().archive().sha256());
  }

  /**
   * Likewise.
   *
   * @param sha256 of the archive; null if it has none, as a folder
   */
  static Stale in(Path dir, String sha256) throws IOException {
    Stale stale = new Stale(dir);
    boolean same = false;
    for (String name : WITNESSES) {
      Path file = dir.resolve(name);
      if (isFile(file) && isOurs(file)) {
        boolean ofThis = sha256 != null && Files.readString(file).contains(sha256);
        same |= ofThis;
        if (!ofThis) {
          stale.others.add(file);
        }
      }
    }
    // A PDF and tables do not tell: they are of the same if all that tells is.
    if (!same || !stale.others.isEmpty()) {
      stale.addSilent();
    }
    return stale;
  }

  private void addSilent() throws IOException {
    Path pdf = dir.resolve(PDF);
    if (isFile(pdf) && isOurs(pdf)) {
      others.add(pdf);
    }
    Path tables = dir.resolve("csv");
    if (Files.isDirectory(tables, LinkOption.NOFOLLOW_LINKS)) {
      CsvWriter.names().stream().map(tables::resolve).filter(Stale::isFile).forEach(others::add);
    }
  }

  /**
   * Removes what is of another archive.
   *
   * @param written files of this report, which stay
   */
  public void remove(Set<Path> written) throws IOException {
    for (Path file : others) {
      if (!written.contains(file)) {
        Files.deleteIfExists(file);
      }
    }
    removeTablesNotMadeAnew(written);
    Path tables = dir.resolve("csv");
    if (Files.isDirectory(tables, LinkOption.NOFOLLOW_LINKS)) {
      boolean empty;
      try (Stream<Path> left = Files.list(tables)) {
        empty = left.findAny().isEmpty();
      }
      if (empty) {
        Files.delete(tables);
      }
    }
  }

  /** Tables are one set: where some were written, one that was not is of no report any more. */
  private void removeTablesNotMadeAnew(Set<Path> written) throws IOException {
    Path tables = dir.resolve("csv");
    if (written.stream().noneMatch(file -> file.startsWith(tables))) {
      return;
    }
    for (String name : CsvWriter.names()) {
      Path file = tables.resolve(name);
      if (!written.contains(file) && isFile(file)) {
        Files.delete(file);
      }
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
