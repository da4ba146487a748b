package io.memledger.collector.redact;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * The redaction of a capture under way: what is written has pseudonyms from the start, and their
 * map grows beside the archive, always before what it explains.
 */
public final class LiveRedaction {
  /** Paths remembered, of control groups above all. */
  private static final int MOST_PATHS = 16_384;

  private final KeyFile key;
  private final Redactor redactor;
  private final Map<String, String> paths = new HashMap<>();
  private FileChannel map;

  /**
   * @param archive the archive that is continued, or null
   * @param key of earlier archives, or null
   */
  public LiveRedaction(File archive, File key, boolean strict) throws Failure {
    // Who goes on with an archive goes on with its names.
    File names = archive == null || key != null ? key : mapOf(archive);
    this.key = new KeyFile(names);
    try {
      redactor = new Redactor(this.key.names, strict);
    } catch (IOException e) {
      throw Failure.of("Cannot read the list of public names: " + IoErrors.sentence(e) + ".");
    }
  }

  /** Where the map of an archive stands. */
  public static File mapOf(File archive) {
    String name = archive.getName();
    String stem = name.endsWith(".tar.gz") ? name.substring(0, name.length() - 7) : name;
    return new File(archive.getAbsoluteFile().getParentFile(), stem + ".names");
  }

  /** Opens the map beside the archive. */
  public void begin(File archive, String modules) throws IOException {
    File file = mapOf(archive);
    boolean there = Files.exists(file.toPath());
    if (!there || !key.isOf(file)) {
      map = MapFile.open(file, false);
      MapFile.append(map, key.names, key.names.lines());
    }
    key.save();
    if (modules != null) {
      redactor.learnModules(modules);
    }
  }

  /** The name of a host. */
  public String host(String name) {
    return redactor.words.host(name);
  }

  /**
   * Redacts a sample.
   *
   * @return false if the file is not known, and so is left out
   */
  public boolean redact(String path, Bytes content, Bytes out) {
    out.clear();
    if (!redactor.keeps(path)) {
      return false;
    }
    redactor.redact(path, content.data, content.length, out);
    return true;
  }

  /** The redacted path of a sample. */
  public String path(String path) {
    String known = paths.get(path);
    if (known == null) {
      known = ArchiveRedaction.utf8(redactor.path(bytes(path)));
      if (paths.size() < MOST_PATHS) {
        paths.put(path, known);
      }
    }
    return known;
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** manifest.json or footer.json. */
  public String json(String json) {
    return ArchiveRedaction.utf8(redactor.json(bytes(json)));
  }

  /** A filter of the text of a trace. */
  public LineFilter trace(Bytes out) {
    return redactor.trace(out);
  }

  /** Kernel symbols, in place. */
  public void symbols(Bytes symbols) {
    redactor.symbols(symbols);
  }

  /** Adds the names that are new to the map, and to the key. */
  public void save() throws IOException {
    String lines = key.names.fresh();
    if (!lines.isEmpty()) {
      key.append(lines);
      if (map != null) {
        MapFile.append(map, key.names, lines);
      }
    }
  }

  /** Searches the finished archive for true names: a sentence about the first, or null. */
  public String survivor(File archive) throws IOException, Failure {
    return new ArchiveRedaction(archive, redactor).survivor(archive);
  }

  public void end() throws IOException {
    save();
    key.close();
    if (map != null) {
      map.close();
    }
  }
}
