package io.memledger.collector.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The JSON that manifest and footer are made of. */
public final class FlatJson {
  private static final String STRING = "\"(?:[^\"\\\\\\x00-\\x1f]++|\\\\[\"\\\\/bfnrt])*+\"";
  private static final String SCALAR = "(?:" + STRING + "|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?)";
  private static final Pattern FLAT = object(SCALAR);
  private static final Pattern JSON =
      object("(?:" + SCALAR + "|\\[(?:" + FLAT + "(?:,\\s*" + FLAT + ")*+)?\\])");

  private static Pattern object(String value) {
    String member = STRING + ":\\s*" + value;
    return Pattern.compile("\\s*\\{\\s*" + member + "(?:,\\s*" + member + ")*+\\s*\\}\\s*");
  }

  private FlatJson() {}

  /** One object of scalars and of lists of flat objects, with this part in it. */
  public static void check(Path file, String part) throws IOException {
    String text = Files.readString(file);
    assertTrue(JSON.matcher(text).matches(), text);
    assertTrue(text.contains(part), text);
  }
}
