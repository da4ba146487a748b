package io.memledger.collector.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.TarFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDeltaTest {
  private final LineDelta delta = new LineDelta();

  /** The delta, or null where none is written. */
  private String between(String before, String now) {
    byte[] a = before.getBytes(StandardCharsets.UTF_8);
    byte[] b = now.getBytes(StandardCharsets.UTF_8);
    Bytes out = new Bytes(16);
    return delta.write(a, a.length, b, b.length, out) ? out.text() : null;
  }

  @Test
  void namesGoneKeysAndKeepsChangedLinesVerbatim() {
    String same = "x 1 2 3 4 5 6 7 8 9 10 11 12\ny 1 2 3 4 5 6 7 8 9 10 11 12\n";
    assertEquals(
        "- b d\na  2\ne 5\n", between("a 1\nb 1\nd 1\n" + same, "a  2\n" + same + "e 5\n"));
    assertEquals("-\n", between(same, same));
  }

  @Test
  void isNotWrittenWhereKeysRepeat() {
    String many = FakeRoot.lines("zs", 50);
    assertNull(between(many + "zspage 1\nzspage 1\n", many + "zspage 1\nzspage 2\n"));
    assertNull(between(many + "zspage 1\n", many + "zspage 1\nzspage 2\n"));
    assertNull(between(many, many + "zspage 1\nzspage 2\n"));
  }

  @Test
  void isNotWrittenForOddText() {
    String many = FakeRoot.lines("k", 50);
    assertNull(between(many, many + "cut 1"), "last line without an end");
    assertNull(between(many + "cut 1", many));
    assertNull(between(many, many + " key 1\n"), "a line that begins with a blank");
    assertNull(between(many, many + "\n"), "an empty line");
    assertNull(between(many, ""));
  }

  @Test
  void isNotWrittenWhereItIsNotSmaller() {
    assertNull(between("a 1\nb 1\n", "a 2\nb 2\n"));
  }

  @Test
  void aKeyThatBeginsAnotherIsAnotherKey() {
    String many = FakeRoot.lines("k", 50);
    assertEquals("- ab\nabc 1\n", between("ab 1\n" + many, "abc 1\n" + many));
  }

  @Test
  void restoresRandomChanges() {
    Random random = new Random(7);
    List<String> now = new ArrayList<>();
    String before = "";
    int deltas = 0;
    for (int round = 0; round < 300; round++) {
      if (round % 7 == 0) {
        now.add(random.nextInt(now.size() + 1), "n" + round + " 1 2 3 4 5 6 7 8 9");
      }
      for (int i = 0; i < 3 && round < 30; i++) {
        now.add("p" + round + "-" + i + " a b c d e f g h");
      }
      if (round % 5 == 0) {
        now.remove(random.nextInt(now.size()));
      }
      int at = random.nextInt(now.size());
      now.set(at, now.get(at).split(" ")[0] + " " + random.nextInt());
      if (round % 11 == 0) {
        now.add(now.remove(0));
      }
      String text = String.join("\n", now) + "\n";
      String written = between(before, text);
      if (written != null) {
        deltas++;
        assertEquals(sorted(text), sorted(TarFile.apply(before, written)), "round " + round);
      }
      before = text;
    }
    assertTrue(deltas > 250, deltas + " deltas");
  }

  private static List<String> sorted(String text) {
    return Arrays.stream(text.split("\n")).sorted().toList();
  }
}
