package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.TarBytes;
import io.memledger.series.Recording;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures of several machines in one archive are refused; boots of one are segments. */
class OneHostTest {
  private static final int SNAPSHOTS = 12;

  @TempDir private Path folder;

  /** Snapshots of two machines that take turns every five seconds, as each writes them. */
  private interface Writer {
    void write(TarBytes tar, String stamp, boolean first, int number);
  }

  private TarBytes turns(String one, String other, Writer writer) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < SNAPSHOTS; i++) {
      long at = Archives.EPOCH + i * 5;
      writer.write(tar, (i % 2 == 0 ? one : other) + at + "/", i % 2 == 0, i);
    }
    return tar;
  }

  private void refused(String why, TarBytes tar) {
    ArchiveException e =
        assertThrows(ArchiveException.class, () -> Archives.read(folder, tar.gzip()));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertTrue(e.getMessage().endsWith("give each an archive or a folder of its own"));
  }

  private static String meminfo(boolean first) {
    return Archives.meminfo(500_000).replace("1000000", first ? "1000000" : "4000000");
  }

  @Test
  void manifestsOfTwoHosts() {
    TarBytes tar = new TarBytes();
    for (String host : new String[] {"web1", "web2"}) {
      tar.file(host + "/manifest.json", "{\"host\": \"" + host + "\"}");
      int at = host.equals("web1") ? 0 : 500;
      tar.file(host + "/" + (Archives.EPOCH + at) + "/proc/meminfo", meminfo(true));
      tar.file(host + "/" + (Archives.EPOCH + at + 5) + "/proc/meminfo", meminfo(true));
    }
    refused("the captures of several hosts (web1 and web2)", tar);
  }

  @Test
  void aHostThatGotItsNameInBetweenIsOne() {
    TarBytes tar = new TarBytes();
    for (String host : new String[] {"localhost", "web2"}) {
      tar.file(
          host + "/manifest.json", "{\"host\": \"" + host + "\", \"boot_id\": \"of-this-boot\"}");
      int at = host.equals("localhost") ? 0 : 500;
      tar.file(host + "/" + (Archives.EPOCH + at) + "/proc/meminfo", meminfo(true));
    }
    assertEquals(2, Archives.read(folder, tar.gzip()).capture().snapshots());
  }

  @Test
  void containersOfOneBootAreSeveral() {
    TarBytes tar = new TarBytes();
    for (String host : new String[] {"web1", "web2"}) {
      tar.file(host + "/manifest.json", "{\"host\": \"" + host + "\", \"boot_id\": \"one\"}");
      tar.file(host + "/" + Archives.EPOCH + "/proc/meminfo", meminfo(true));
    }
    refused("the captures of several hosts (web1 and web2)", tar);
  }

  @Test
  void sizesThatTakeTurnsInOneFolder() {
    refused(
        "MemTotal 1000000 kB and 4000000 kB",
        turns("", "", (tar, at, first, i) -> tar.file(at + "proc/meminfo", meminfo(first))));
  }

  @Test
  void bootsThatTakeTurnsInOneFolder() {
    for (boolean stat : new boolean[] {true, false}) {
      refused(
          "booted at ",
          turns(
              "",
              "",
              (tar, at, first, i) -> {
                tar.file(at + "proc/meminfo", meminfo(true));
                tar.file(at + "proc/uptime", Archives.uptime((first ? 9000 : 100) + i * 5));
                if (stat) {
                  long boot = Archives.EPOCH - (first ? 9000 : 100);
                  tar.file(at + "proc/stat", "cpu 1 2 3 4\nctxt " + i + "\nbtime " + boot + "\n");
                }
              }));
    }
  }

  @Test
  void bootIdsAndKernelsThatComeBack() {
    refused(
        "boot ids ",
        turns(
            "",
            "",
            (tar, at, first, i) -> {
              tar.file(at + "proc/meminfo", meminfo(true));
              tar.file(at + "proc/sys/kernel/random/boot_id", first ? "aaa\n" : "bbb\n");
            }));
    refused(
        "kernels Linux version 6.",
        turns(
            "",
            "",
            (tar, at, first, i) -> {
              tar.file(at + "proc/meminfo", meminfo(true));
              tar.file(at + "proc/version", "Linux version 6." + (first ? 1 : 12) + ".0 (x) #1\n");
            }));
  }

  @Test
  void foldersWhoseCapturesOverlap() {
    Writer meminfo = (tar, at, first, i) -> tar.file(at + "proc/meminfo", meminfo(true));
    refused("overlap in time (in the folders a and b)", turns("a/", "b/", meminfo));
    TarBytes same = new TarBytes();
    for (String name : new String[] {"a/", "b/"}) {
      for (int i = 0; i < SNAPSHOTS; i++) {
        same.file(name + (Archives.EPOCH + i * 5) + "/proc/meminfo", meminfo(true));
      }
    }
    refused("overlap in time (in the folders a and b)", same);
  }

  @Test
  void partsOfOneCaptureMayLieInFoldersOfTheirOwn() {
    TarBytes tar =
        turns(
            "memory/",
            "processes/",
            (made, at, first, i) ->
                made.file(
                    at + (first ? "proc/meminfo" : "proc/pids/stat"),
                    first ? meminfo(true) : Archives.process(7, "x", 3, 10)));
    assertEquals(SNAPSHOTS, Archives.read(folder, tar.gzip()).capture().snapshots());
    TarBytes days = new TarBytes();
    for (int i = 0; i < SNAPSHOTS; i++) {
      String day = i < SNAPSHOTS / 2 ? "monday/" : "tuesday/";
      days.file(day + (Archives.EPOCH + i * 5) + "/proc/meminfo", meminfo(true));
    }
    assertEquals(SNAPSHOTS, Archives.read(folder, days.gzip()).capture().snapshots());
  }

  @Test
  void bootsInSequenceWithAnotherKernelAndMemoryStaySegments() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < SNAPSHOTS; i++) {
      boolean first = i < SNAPSHOTS / 2;
      String at = Archives.at(i * 60);
      tar.file(at + "proc/meminfo", meminfo(first));
      tar.file(at + "proc/uptime", Archives.uptime((first ? 9000 : 10) + i * 60));
      tar.file(at + "proc/version", "Linux version 6." + (first ? 1 : 12) + ".0 (x) #1\n");
    }
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(2, recording.capture().segments().size());
  }

  @Test
  void oneDamagedUptimeIsNotAnotherMachine() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < SNAPSHOTS; i++) {
      tar.file(Archives.at(i * 5) + "proc/meminfo", meminfo(true));
      tar.file(
          Archives.at(i * 5) + "proc/uptime", Archives.uptime(i == 4 ? 900_000 : 1000 + i * 5));
    }
    assertEquals(SNAPSHOTS, Archives.read(folder, tar.gzip()).capture().snapshots());
  }

  @Test
  void aBalloonThatComesBackIsNotAnotherMachine() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 60; i++) {
      tar.file(Archives.at(i * 5) + "proc/meminfo", meminfo(i / 10 % 2 == 0));
    }
    assertEquals(60, Archives.read(folder, tar.gzip()).capture().snapshots());
  }
}
