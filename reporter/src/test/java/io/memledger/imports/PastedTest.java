package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people paste into mails and tickets, with what they say of it. */
class PastedTest {
  private static final double MIB = 1 << 20;

  private static final String MAIL =
      """
      Hi support,

      our order server gets slower every day. This morning at 09:15:

      root@app-07:~# free -m
                    total        used        free      shared  buff/cache   available
      Mem:          15884        6021        5210         312        4653        9203
      Swap:          2047           0        2047

      and now, 5:40 pm:

      root@app-07:~# free -m
                    total        used        free      shared  buff/cache   available
      Mem:          15884       11873         412         315        3599        3321
      Swap:          2047         512        1535

      Any idea?
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("mail.txt"), text);
  }

  @Test
  void aMailWithTwoTimesIsTwoLooks() throws IOException {
    Settings day = new Settings(null, LocalDate.of(2026, 11, 20), 0, null);
    Recording read = Read.all(day, file(MAIL));
    assertEquals("2026-11-20T09:15:00Z", read.at(0).toString());
    assertEquals(8 * 3600 + 25 * 60, read.span(), 0.001);
    assertEquals(3321 * MIB, Read.last(read, Metric.MEM_AVAILABLE));
    assertEquals("app-07", read.hostFacts().name());
  }

  @Test
  void sentencesAreNoTimesWhereLinesAre() throws IOException {
    String log = "2026-11-20 09:15:00\n" + MAIL.substring(MAIL.indexOf("root@"));
    Recording read = Read.all(file(log));
    assertEquals(1, read.samples());
    assertEquals("2026-11-20T09:15:00Z", read.at(0).toString());
  }

  @Test
  void barsOfTopTellWhatIsAvailable() throws IOException {
    Recording read =
        Read.all(
            file(
                """
                top - 23:00:35 up 0 min,  0 users,  load average: 2.12, 0.47, 0.16
                GiB Mem : 25.0/4.000    [|||||||||     ]   GiB Swap:  50.0/2.0      [ ]
                """));
    assertEquals(4096 * MIB, Read.last(read, Metric.MEM_TOTAL));
    assertEquals(3072 * MIB, Read.last(read, Metric.MEM_AVAILABLE));
    assertEquals(1024 * MIB, Read.last(read, Metric.SWAP_FREE));
    assertTrue(
        read.archive().sources().get(0).warnings().toString().contains("SIZES_ROUNDED"),
        "one decimal of a per cent is said");
  }
}
