package io.memledger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an argument of the command line stands for. */
class InputsTest {
  private static final Path SAMPLE = Path.of("../samples/heap-leak.tar.gz");

  @TempDir private Path dir;

  private final StringWriter said = new StringWriter();

  private int run(InputStream in, String... args) {
    InputStream before = System.in;
    System.setIn(in);
    try {
      PrintWriter out = new PrintWriter(said, true);
      return Main.run(args, out, out);
    } finally {
      System.setIn(before);
    }
  }

  private int run(String... args) {
    return run(InputStream.nullInputStream(), args);
  }

  private String output() {
    return dir.resolve("out").toString();
  }

  private void snapshot(String folder) throws IOException {
    Path proc = Files.createDirectories(dir.resolve(folder).resolve("proc"));
    Files.writeString(proc.resolve("meminfo"), "MemTotal: 100000 kB\nMemFree: 5000 kB\n");
  }

  private List<String> found(String folder) throws IOException {
    return Inputs.of(dir.resolve(folder)).stream()
        .map(path -> dir.relativize(path).toString())
        .toList();
  }

  @Test
  void aFolderIsAllArchivesInIt() throws IOException {
    snapshot("all/web1/20261123T040305Z");
    snapshot("all/web2/2026-11-23_04-03-05");
    Files.createDirectories(dir.resolve("all/old/report"));
    Files.writeString(dir.resolve("all/old/b.tar.xz"), "");
    Files.writeString(dir.resolve("all/a.tgz"), "");
    Files.writeString(dir.resolve("all/notes.txt"), "");
    assertEquals(List.of("all/a.tgz", "all/old/b.tar.xz", "all/web1", "all/web2"), found("all"));
  }

  @Test
  void anUnpackedArchiveIsOneWithOrWithoutItsTop() throws IOException {
    snapshot("one/top/20261123T040305Z");
    assertEquals(List.of("one"), found("one"));
    assertEquals(List.of("one/top"), found("one/top"));
    Files.createDirectories(dir.resolve("empty"));
    assertEquals(List.of("empty"), found("empty"));
    assertEquals(List.of("nowhere"), found("nowhere"));
  }

  @Test
  void eachArchiveOfAFolderGetsItsReport() throws IOException {
    snapshot("all/web1/20261123T040305Z");
    snapshot("all/web2/20261123T040305Z");
    assertEquals(0, run(dir.resolve("all").toString(), "-o", output(), "-f", "json"));
    try (Stream<Path> reports = Files.list(dir.resolve("out"))) {
      assertEquals(
          List.of("web1", "web2"), reports.map(p -> p.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aDashIsStandardInput() throws IOException {
    byte[] archive = Files.readAllBytes(SAMPLE);
    assertEquals(0, run(new ByteArrayInputStream(archive), "-", "-o", output(), "-f", "json"));
    Path same = Files.copy(SAMPLE, dir.resolve("standard-input"));
    assertEquals(0, run(same.toString(), "-o", output() + "2", "-f", "json"));
    assertEquals(
        Files.readString(dir.resolve("out2/report.json")),
        Files.readString(dir.resolve("out/report.json")));
  }

  @Test
  void whatIsWrongWithStandardInputIsSaidInItsWords() {
    assertEquals(1, run("-"));
    assertTrue(said.toString().contains("standard input is empty"), said.toString());
    assertFalse(said.toString().contains("memledger-0"), said.toString());
    InputStream noise = new ByteArrayInputStream(new byte[2000]);
    assertEquals(1, run(noise, "-", "--max-spool-bytes", "1000"));
    assertTrue(said.toString().contains("longer than 1000 bytes"), said.toString());
    assertEquals(2, run("-", "-"));
    assertTrue(said.toString().contains("give - only once"), said.toString());
  }
}
