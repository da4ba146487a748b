package io.memledger.report.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          nginx~nginx
          =1+1~'=1+1
          +1~'+1
          -rf~'-rf
          @SUM(A1)~'@SUM(A1)
          |calc~'|calc
          a;=1+1;b~"a;'=1+1;b"
          a; -1~"a;' -1"
          a,=1~"a,=1"
          "=1~"'""=1"
          x";=1~"x"";'=1"
          ＝1~'＝1
          `` ~``
          """)
  void textRunsNothing(String given, String cell) throws IOException {
    assertEquals(cell + "\r\n", row(given));
  }

  @Test
  void controlCharactersAreShown() throws IOException {
    assertEquals("'\\t=1,' =1,a\\nb\r\n", row("\t=1", " =1", "a\nb"));
  }

  @Test
  void numbersAreBareAndAbsentIsEmpty() throws IOException {
    assertEquals("-5,1.5,1024,,\r\n", row(-5, 1.5, 1024.0, Double.NaN, null));
  }

  private static String row(Object... cells) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CsvRows rows = new CsvRows(out)) {
      rows.row(cells);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
