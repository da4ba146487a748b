package io.memledger.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names taken apart in a row are what each is on its own. */
class EntryNamesTest {
  private static final List<String> PATHS =
      List.of(
          "proc/uptime",
          "proc/meminfo",
          "manifest.json",
          "proc/meminfo.delta",
          "../proc/stat",
          "20261123T040305Z/proc/stat",
          "proc/1/" + "a/".repeat(60),
          "proc/" + "x".repeat(5000));

  private static final List<String> FOLDERS =
      List.of(
          "top/20261123T040305Z/",
          "top/20261123T040310.250Z/",
          "./top/20261123T040315Z/",
          "trace/20261123T040315Z/",
          "other/deeper/20261123T040305Z/",
          "top/20261123T040320Z/",
          "");

  @Test
  void inARowAsAlone() {
    EntryNames names = new EntryNames(Limits.defaults());
    for (int round = 0; round < 3; round++) {
      for (String folder : FOLDERS) {
        for (int i = 0; i < PATHS.size(); i++) {
          // Other steps in other rounds, so that a path is followed by others than before.
          String name = folder + PATHS.get(i * (2 * round + 1) % PATHS.size());
          assertEquals(EntryName.of(name, Limits.defaults()), names.of(name));
        }
      }
    }
  }

  @Test
  void manyPathsAreForgotten() {
    EntryNames names = new EntryNames(Limits.defaults());
    for (int i = 0; i < 10_000; i++) {
      String name = "top/20261123T040305Z/proc/" + i + "/status";
      assertEquals(EntryName.of(name, Limits.defaults()), names.of(name));
    }
  }

  @Test
  void aPathIsKept() {
    EntryNames names = new EntryNames(Limits.defaults());
    String path = names.of("top/20261123T040305Z/proc/uptime").path();
    names.of("top/20261123T040305Z/proc/stat");
    names.of("top/20261123T040310Z/proc/uptime");
    assertSame(path, names.of("top/20261123T040315Z/proc/uptime").path());
  }
}
