package io.memledger.report.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir private Path dir;

  @Test
  void aFailureLeavesTheOldFilesAndNothingElse() throws IOException {
    Files.writeString(dir.resolve("report.json"), "old");
    assertThrows(
        IOException.class,
        () -> {
          try (Outbox outbox = new Outbox(dir)) {
            outbox.put("report.json", "new".getBytes(StandardCharsets.UTF_8));
            outbox.put(
                "report.html",
                out -> {
                  out.write('<');
                  throw new IOException("disk full");
                });
            outbox.deliver();
          }
        });
    try (var files = Files.list(dir)) {
      assertEquals(List.of(dir.resolve("report.json")), files.toList());
    }
    assertEquals("old", Files.readString(dir.resolve("report.json")));
  }
}
