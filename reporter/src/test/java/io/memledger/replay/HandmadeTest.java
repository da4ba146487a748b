package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.TarBytes;
import io.memledger.series.Recording;
import io.memledger.series.Warning;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as people make them without the collector. */
class HandmadeTest {
  @TempDir private Path folder;

  private String refused(TarBytes tar) {
    return assertThrows(ArchiveException.class, () -> Archives.read(folder, tar.gzip()))
        .getMessage();
  }

  @Test
  void stampsWithoutZoneAreUtcAndSaidToBe() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 3; i++) {
      tar.file("2020-07-30_15-58-1" + i + "/proc/meminfo", Archives.meminfo(1000));
      tar.file("2020-07-30_15-58-1" + i + "/proc/uptime", Archives.uptime(70 + i));
    }
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(Instant.parse("2020-07-30T15:58:10Z"), recording.at(0));
    assertEquals(3, Archives.warned(recording, Warning.Kind.STAMPS_WITHOUT_ZONE));
    assertEquals(2, recording.span());
  }

  @Test
  void offsetsAreTakenOff() {
    TarBytes tar = new TarBytes();
    tar.file("a/2020-07-30T17:58:10.5+02:00/proc/meminfo", Archives.meminfo(1000));
    tar.file("a/2020-07-30T18:58:12.5+0300/proc/meminfo", Archives.meminfo(1001));
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(Instant.parse("2020-07-30T15:58:10.500Z"), recording.at(0));
    assertEquals(2, recording.span());
    assertFalse(Archives.warns(recording, Warning.Kind.STAMPS_WITHOUT_ZONE));
  }

  @Test
  void whatLiesInNoSnapshotSaysWhy() {
    TarBytes tar = Archives.capture(3);
    tar.file(Archives.TOP + "monday/proc/meminfo", Archives.meminfo(1000));
    tar.file(Archives.TOP + "notes.txt", "hello\n");
    Recording recording = Archives.read(folder, tar.gzip());
    assertEquals(1, Archives.warned(recording, Warning.Kind.ENTRIES_WITHOUT_STAMP));
    assertEquals(1, Archives.warned(recording, Warning.Kind.UNKNOWN_ENTRIES));
  }

  @Test
  void withoutSnapshotsItIsSaidWhatIsThere() {
    String log = refused(new TarBytes().file("box/20201012T060000Z/dmesg.txt", "Out of memory\n"));
    assertTrue(log.contains("only dmesg.txt; a kernel log"), log);
    TarBytes notes = new TarBytes();
    for (int i = 0; i < 5; i++) {
      notes.file("box/notes" + i + ".txt", "hello\n");
    }
    String other = refused(notes);
    assertTrue(other.contains("box/notes2.txt and 2 more; check that it is the archive"), other);
    String misplaced = refused(new TarBytes().file("monday/proc/meminfo", Archives.meminfo(9)));
    assertTrue(misplaced.contains("name the folder of each snapshot by its time"), misplaced);
  }
}
