package io.memledger.collector.redact;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import java.io.File;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/** {@code redact ARCHIVE}: an archive with pseudonyms beside it, and the map of them. */
public final class RedactCommand {
  private static final String[] ENDINGS = {".tar.gz", ".tgz", ".tar"};

  private final File archive;
  private final File key;
  private final boolean strict;

  /** A sentence about what was left out; empty if nothing was. */
  public String note = "";

  /**
   * @param key of earlier archives, or null
   */
  public RedactCommand(File archive, File key, boolean strict) {
    this.archive = archive;
    this.key = key;
    this.strict = strict;
  }

  /**
   * Writes both files.
   *
   * @return the redacted archive
   */
  public File run() throws Failure {
    if (!archive.isFile()) {
      throw Failure.of(archive + " is no file; name an archive of the collector.");
    }
    try (KeyFile keys = new KeyFile(key)) {
      Redactor redactor = new Redactor(keys.names, strict);
      ArchiveRedaction redaction = new ArchiveRedaction(archive, redactor);
      redaction.learn();
      File part =
          new File(archive.getAbsoluteFile().getParentFile(), "." + System.nanoTime() + ".part");
      try {
        try (FileChannel out = MapFile.open(part, true)) {
          redaction.write(Channels.newOutputStream(out), part);
          out.force(true);
        }
        String survivor = redaction.survivor(part);
        if (survivor != null) {
          throw Failure.of("Nothing was written, since " + survivor + "; please report this.");
        }
        return keep(part, redactor, keys, redaction);
      } finally {
        Files.deleteIfExists(part.toPath());
      }
    } catch (IOException e) {
      throw Failure.of("Cannot redact " + archive + ": " + IoErrors.sentence(e) + ".");
    }
  }

  private File keep(File part, Redactor redactor, KeyFile keys, ArchiveRedaction redaction)
      throws IOException, Failure {
    String stem = stem(redactor);
    File result = new File(archive.getAbsoluteFile().getParentFile(), stem + ".redacted.tar.gz");
    File map = new File(archive.getAbsoluteFile().getParentFile(), stem + ".redacted.names");
    for (File file : new File[] {result, map}) {
      if (Files.exists(file.toPath(), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        throw Failure.of(file + " exists and is never overwritten; move it away first.");
      }
    }
    keys.save();
    try (FileChannel out = MapFile.open(map, true)) {
      MapFile.append(out, redactor.names, redactor.names.lines());
      out.force(true);
    }
    Files.move(part.toPath(), result.toPath(), StandardCopyOption.ATOMIC_MOVE);
    String left = redaction.leftOut();
    if (!left.isEmpty()) {
      note = "Left out, since redaction does not know what they hold: " + left + ".";
    }
    return result;
  }

  /** The archive's name without its ending, and without the host's name. */
  private String stem(Redactor redactor) {
    String stem =
        new String(archive.getName().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    for (String ending : ENDINGS) {
      if (stem.endsWith(ending)) {
        stem = stem.substring(0, stem.length() - ending.length());
        break;
      }
    }
    if (stem.matches("memledger-.+-\\d{8}T\\d{6}Z")) {
      stem = redactor.top(stem);
    }
    for (String host : redactor.words.hosts) {
      if (host.length() > 2) {
        stem = stem.replace(host, redactor.words.host(host));
      }
    }
    return ArchiveRedaction.utf8(stem);
  }
}
