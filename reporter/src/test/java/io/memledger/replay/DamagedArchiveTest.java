package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.archive.TarBytes;
import io.memledger.series.Recording;
import io.memledger.series.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are cut off, damaged or none: what can be read is, and the rest is said. */
class DamagedArchiveTest {
  @TempDir Path folder;

  @Test
  void everyCutIsReadUpToItsLastWholeEntryOrRefusedInOneSentence() {
    byte[] whole = Archives.capture(3).gzip();
    int recordings = 0;
    int most = 0;
    for (int length = 0; length < whole.length; length++) {
      try {
        Recording cut = Archives.read(folder, Arrays.copyOf(whole, length));
        assertFalse(cut.archive().complete(), "cut at " + length);
        assertFalse(cut.archive().warnings().isEmpty());
        assertEquals(length, cut.archive().bytes());
        int snapshots = cut.capture().snapshots();
        assertTrue(snapshots >= most && snapshots <= 3, "cut at " + length);
        most = snapshots;
        recordings++;
      } catch (ArchiveException e) {
        assertEquals(0, most, "after a snapshot was readable: cut at " + length);
        assertFalse(e.getMessage().isBlank());
      }
    }
    assertTrue(recordings > 10, recordings + " cuts were readable");
    assertEquals(3, most);
    assertTrue(Archives.read(folder, whole).archive().complete());
  }

  @Test
  void everyCutOfAPlainTar() {
    byte[] whole = Archives.capture(2).tar();
    for (int length = 600; length < whole.length - 1024; length += 7) {
      try {
        Recording cut = Archives.read(folder, Arrays.copyOf(whole, length));
        assertFalse(cut.archive().complete(), "cut at " + length);
        assertTrue(cut.capture().snapshots() <= 2);
      } catch (ArchiveException e) {
        assertTrue(length < 1024 + 512, "cut at " + length + ": " + e.getMessage());
      }
    }
  }

  @Test
  void damageAndGarbageAreSaid() {
    byte[] whole = Archives.capture(3).gzip();
    byte[] checksum = whole.clone();
    checksum[whole.length - 5] ^= 1;
    Recording wrong = Archives.read(folder, checksum);
    assertFalse(wrong.archive().complete());
    assertTrue(
        wrong
            .archive()
            .warnings()
            .contains(Warning.of(Warning.Kind.DAMAGED, Warning.of(Warning.Kind.GZIP_CHECKSUM))));
    assertEquals(3, wrong.capture().snapshots());

    byte[] garbage = Arrays.copyOf(whole, whole.length + 100);
    Arrays.fill(garbage, whole.length, garbage.length, (byte) 'x');
    Recording followed = Archives.read(folder, garbage);
    assertFalse(followed.archive().complete());
    assertEquals(3, followed.capture().snapshots());
    assertEquals(garbage.length, followed.archive().bytes());

    byte[] tar = Archives.capture(3).tar();
    byte[] afterEnd = Arrays.copyOf(tar, tar.length + 2000);
    Arrays.fill(afterEnd, tar.length, afterEnd.length, (byte) 'x');
    assertFalse(Archives.read(folder, afterEnd).archive().complete());
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Path missing = folder.resolve("missing.tar.gz");
    assertRefused("no file", missing);
    assertRefused("is empty", Archives.write(folder, new byte[0]));
    byte[] text = "This is no archive.\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    assertRefused("not a snapshot archive", Archives.write(folder, text));
    assertRefused("no snapshots", Archives.write(folder, new TarBytes().tar()));
    assertRefused("no snapshots", Archives.write(folder, new TarBytes().file("a/b/c", "x").gzip()));
    Path none = Files.createDirectory(folder.resolve("none"));
    assertRefused("no snapshots", none);
  }

  private static void assertRefused(String reason, Path path) {
    ArchiveException refused =
        assertThrows(
            ArchiveException.class, () -> Replay.run(path, Limits.defaults(), Progress.NONE));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }
}
