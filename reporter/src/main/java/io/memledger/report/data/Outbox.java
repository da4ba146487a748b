package io.memledger.report.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Files written beside their places under other names, and renamed once all are whole. */
public final class Outbox implements AutoCloseable {
  /** Writes itself. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Path dir;
  private final Map<Path, Path> waiting = new LinkedHashMap<>();
  private final Set<Path> delivered = new LinkedHashSet<>();
  private final Set<Path> made = new LinkedHashSet<>();

  public Outbox(Path dir) {
    this.dir = dir;
  }

  public void put(String name, byte[] bytes) throws IOException {
    put(name, out -> out.write(bytes));
  }

  /** Takes a file; of one that crashes nothing stays. */
  public void put(String name, Content content) throws IOException {
    Path place = dir.resolve(name);
    if (Files.notExists(place.getParent())) {
      Files.createDirectories(place.getParent());
      made.add(place.getParent());
    }
    Path beside = place.resolveSibling("." + place.getFileName() + ".part");
    Files.deleteIfExists(beside);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW))) {
      waiting.put(beside, place);
      Leftovers.add(beside);
      content.writeTo(out);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      waiting.remove(beside);
      Files.deleteIfExists(beside);
      throw e;
    }
  }

  /**
   * Gives every file its name, or none if one of the names is taken by a folder.
   *
   * @throws FileAlreadyExistsException if one is
   */
  public void deliver() throws IOException {
    for (Path place : waiting.values()) {
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(place.toString());
      }
    }
    for (Map.Entry<Path, Path> file : waiting.entrySet()) {
      Files.move(
          file.getKey(),
          file.getValue(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      delivered.add(file.getValue());
    }
    waiting.clear();
  }

  /** The files that have been given their names. */
  public Set<Path> delivered() {
    return Set.copyOf(delivered);
  }

  /** Removes what was not delivered. */
  @Override
  public void close() throws IOException {
    for (Path beside : waiting.keySet()) {
      Files.deleteIfExists(beside);
    }
    for (Path folder : made) {
      try (Stream<Path> inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          continue;
        }
      }
      Files.delete(folder);
    }
  }
}
