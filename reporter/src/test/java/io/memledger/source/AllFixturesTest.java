package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every parser against every file of the project's own fixtures that it reads. */
class AllFixturesTest {
  @Test
  void everyFileIsReadWithoutMalformedLines() throws IOException {
    Map<String, Integer> read = FixtureChecks.readWithoutMalformedLines(Fixtures.all());
    assertTrue(read.get("MemInfo") >= 14, read.toString());
    assertTrue(read.get("SlabInfo") >= 14, read.toString());
    assertTrue(read.get("VmStat") >= 13 && read.get("ZoneInfo") >= 11, read.toString());
    assertTrue(read.get("PidStatus") >= 30 && read.get("CgroupMemory") > 100, read.toString());
    assertTrue(read.size() >= 30, read.toString());
  }

  @Test
  void cutAndDamagedFilesNeverThrow() throws IOException {
    int read = FixtureChecks.readCutAndDamaged(Fixtures.all());
    assertTrue(read > 2_000, read + " files read");
  }
}
