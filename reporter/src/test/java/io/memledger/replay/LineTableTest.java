package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A table that took newer files one after the other holds the newest, and has read each line. */
class LineTableTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int readFresh(LineTable table) {
    int count = 0;
    for (LineTable.Line line : table.takeFresh()) {
      line.batch = new Batch();
      count++;
    }
    return count;
  }

  @Test
  void onlyChangedLinesAreRead() {
    byte[] old = bytes("a 1\nb 2\nc 3\nd 4\n");
    LineTable table = new LineTable(old, old.length);
    assertEquals(4, readFresh(table));
    byte[] now = bytes("a 1\nb 5\nd 4\ne 6");
    assertTrue(table.whole(now, now.length));
    assertEquals(2, readFresh(table));
    assertEquals(2, table.takeGone().size());
    assertEquals("a 1\nb 5\nd 4\ne 6", new String(table.join(), StandardCharsets.UTF_8));
  }

  @Test
  void anyFileFollowsAnyOther() {
    Random random = new Random(5);
    byte[] old = bytes("0 0\n");
    LineTable table = new LineTable(old, old.length);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int lines = random.nextInt(12);
      for (int i = 0; i < lines; i++) {
        text.append(random.nextInt(3) + i).append(' ').append(random.nextInt(3));
        text.append(i < lines - 1 || random.nextBoolean() ? "\n" : "");
      }
      byte[] now = bytes(text.toString());
      assertTrue(table.whole(now, now.length));
      assertEquals(text.toString(), new String(table.join(), StandardCharsets.UTF_8));
      assertEquals(now.length, table.length());
      readFresh(table);
      assertTrue(table.lines().stream().allMatch(line -> line.batch != null));
      byte[] delta = bytes("- 1\n2 x\n");
      if (round % 5 == 0) {
        table.apply(delta, delta.length);
        readFresh(table);
        assertTrue(new String(table.join(), StandardCharsets.UTF_8).contains("2 x"));
      }
    }
  }

  @Test
  void shortLinesAreNotKeptApart() {
    byte[] old = bytes("a\n".repeat(5_000));
    LineTable table = new LineTable(old, old.length);
    assertFalse(table.whole(old, old.length));
  }
}
