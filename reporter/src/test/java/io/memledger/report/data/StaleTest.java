package io.memledger.report.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleTest {
  private static final String ONE = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);

  @TempDir Path dir;

  @BeforeEach
  void reportOfOne() throws IOException {
    write("report.json", "{\"format\": \"memledger-report\", \"sha256\": \"" + ONE + "\"}");
    write("report.html", "<title>Memledger</title>" + ONE);
    write("report.pdf", "%PDF memledger");
    write("csv/host.csv", "time");
    write("csv/processes.csv", "time");
    write("csv/mine.csv", "not of ours");
    write("notes.txt", "not of ours");
  }

  @Test
  void otherFormsOfTheSameArchiveStay() throws IOException {
    Stale stale = Stale.in(dir, ONE);
    write("report.json", "{\"format\": \"memledger-report\", \"sha256\": \"" + ONE + "\"}");
    stale.remove(Set.of(dir.resolve("report.json")));
    assertEquals(
        List.of(
            "csv/host.csv",
            "csv/mine.csv",
            "csv/processes.csv",
            "notes.txt",
            "report.html",
            "report.json",
            "report.pdf"),
        files());
  }

  @Test
  void nothingOfAnotherArchiveStays() throws IOException {
    Stale stale = Stale.in(dir, OTHER);
    write("report.json", "{\"format\": \"memledger-report\", \"sha256\": \"" + OTHER + "\"}");
    stale.remove(Set.of(dir.resolve("report.json")));
    assertEquals(List.of("csv/mine.csv", "notes.txt", "report.json"), files());
  }

  @Test
  void ofMixedFilesOnlyThoseThatTellTheSameStay() throws IOException {
    write("report.html", "<title>Memledger</title>" + OTHER);
    Stale.in(dir, ONE).remove(Set.of());
    assertEquals(List.of("csv/mine.csv", "notes.txt", "report.json"), files());
  }

  @Test
  void whatDoesNotTellIsOfAnother() throws IOException {
    Files.delete(dir.resolve("report.json"));
    Files.delete(dir.resolve("report.html"));
    Stale.in(dir, ONE).remove(Set.of());
    assertEquals(List.of("csv/mine.csv", "notes.txt"), files());
  }

  @Test
  void tablesAreOneSet() throws IOException {
    Stale.in(dir, ONE).remove(Set.of(dir.resolve("csv/host.csv")));
    assertEquals(List.of("csv/host.csv", "csv/mine.csv"), files().subList(0, 2));
    assertEquals("notes.txt", files().get(2), "a table that was not made anew is gone");
  }

  @Test
  void aFileOfTheUsersUnderOurNameStays() throws IOException {
    write("report.md", "# Quarterly report");
    Stale.in(dir, OTHER).remove(Set.of());
    assertEquals(List.of("csv/mine.csv", "notes.txt", "report.md"), files());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(dir.resolve(name).getParent());
    Files.writeString(dir.resolve(name), text);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.filter(Files::isRegularFile)
          .map(file -> dir.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
