package io.memledger.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Wording;
import io.memledger.series.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluralsTest {
  @TempDir private Path dir;

  private String say(String pattern, double number) throws IOException {
    Files.writeString(dir.resolve("messages_en.properties"), "test.plural=" + pattern + "\n");
    return Messages.load(dir)
        .render(Wording.of("test.plural").with("n", number, Unit.COUNT).with("name", "orderd"));
  }

  @Test
  void oneIsSingularAndAllElseIsNot() throws IOException {
    String threads = "{name} has {n, plural, one {# thread} other {# threads}}.";
    assertEquals("orderd has 1 thread.", say(threads, 1));
    assertEquals("orderd has 2 threads.", say(threads, 2));
    assertEquals("orderd has 0 threads.", say(threads, 0));
    assertEquals("orderd has 12,000 threads.", say(threads, 12_000));
    assertEquals("orderd has – threads.", say(threads, Double.NaN));
  }

  @Test
  void numbersCanHaveWordsOfTheirOwn() throws IOException {
    String kills = "{n, plural, =0 {nothing} one {{name}} other {# times {name}}}";
    assertEquals("nothing", say(kills, 0));
    assertEquals("orderd", say(kills, 1));
    assertEquals("3 times orderd", say(kills, 3));
  }
}
