package io.memledger.report.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files written beside their places under other names, and renamed once all are whole. */
public final class Outbox implements AutoCloseable {
  /** Writes itself. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Path dir;
  private final Map<Path, Path> waiting = new LinkedHashMap<>();

  public Outbox(Path dir) {
    this.dir = dir;
  }

  public void put(String name, byte[] bytes) throws IOException {
    put(name, out -> out.write(bytes));
  }

  /** Takes a file; of one that crashes nothing stays. */
  public void put(String name, Content content) throws IOException {
    Path place = dir.resolve(name);
    Files.createDirectories(place.getParent());
    Path beside = place.resolveSibling("." + place.getFileName() + ".part");
    Files.deleteIfExists(beside);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW))) {
      waiting.put(beside, place);
      content.writeTo(out);
    } catch (RuntimeException e) {
      waiting.remove(beside);
      Files.deleteIfExists(beside);
      throw e;
    }
  }

  /** Gives every file its name. */
  public void deliver() throws IOException {
    for (Map.Entry<Path, Path> file : waiting.entrySet()) {
      Files.move(
          file.getKey(),
          file.getValue(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    waiting.clear();
  }

  /** Removes what was not delivered. */
  @Override
  public void close() throws IOException {
    for (Path beside : waiting.keySet()) {
      Files.deleteIfExists(beside);
    }
  }
}
