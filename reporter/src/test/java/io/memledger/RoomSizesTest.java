package io.memledger;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps rooms and files so small that a newcomer sees what is there. */
class RoomSizesTest {
  private static final int MOST_FILES = 25;
  private static final int MOST_LINES = 300;

  /** One parser a file, a flat list by design. */
  private static final Path FLAT = Path.of("io", "memledger", "source");

  /** The vocabulary: a word a line. */
  private static final Path WORDS = Path.of("series", "Metric.java");

  @Test
  void roomsHoldFewFiles() throws IOException {
    for (String side : List.of("main", "test")) {
      Map<Path, Integer> rooms = new TreeMap<>();
      for (Path file : sources(side)) {
        rooms.merge(file.getParent(), 1, Integer::sum);
      }
      assertTrue(rooms.size() > 10, "the sources were found");
      rooms.forEach(
          (room, files) ->
              assertTrue(
                  files <= MOST_FILES || room.endsWith(FLAT),
                  room + " holds " + files + " files, over " + MOST_FILES));
    }
  }

  @Test
  void filesAreShort() throws IOException {
    for (String side : List.of("main", "test")) {
      for (Path file : sources(side)) {
        try (Stream<String> lines = Files.lines(file)) {
          assertTrue(
              lines.count() <= MOST_LINES || file.endsWith(WORDS),
              file + " has over " + MOST_LINES + " lines");
        }
      }
    }
  }

  private static List<Path> sources(String side) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src", side, "java"))) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
