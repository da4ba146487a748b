package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every parser against every found file that it reads. */
@Tag("shared")
class SharedAllFixturesTest {
  @Test
  void everyFileIsReadWithoutMalformedLines() throws IOException {
    Map<String, Integer> read = FixtureChecks.readWithoutMalformedLines(SharedFixtures.all());
    assertTrue(read.get("MemInfo") > 100, read.toString());
    assertTrue(read.get("SlabInfo") >= 50, read.toString());
    assertTrue(read.get("PidStat") > 900, read.toString());
    assertTrue(read.get("PidStatus") > 1000, read.toString());
    assertTrue(read.get("VmStat") > 20 && read.get("ZoneInfo") > 20, read.toString());
    assertTrue(read.size() >= 20, read.toString());
  }

  @Test
  void cutAndDamagedFilesNeverThrow() throws IOException {
    int read = FixtureChecks.readCutAndDamaged(SharedFixtures.all());
    assertTrue(read > 10_000, read + " files read");
  }
}
