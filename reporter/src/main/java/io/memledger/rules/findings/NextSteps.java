package io.memledger.rules.findings;

import io.memledger.rule.NextStep;
import io.memledger.rule.Wording;
import java.util.List;
import java.util.regex.Pattern;

/** Next steps: commands made of constants, numbers, and names that were checked to be harmless. */
public final class NextSteps {
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
  private static final Pattern HARMLESS_PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9_.:@-]*)+");

  private NextSteps() {}

  public static NextStep of(String why, String command) {
    return new NextStep(Wording.of(why), command);
  }

  /** A command with a name in place of @; nothing if the name could mean something to a shell. */
  public static List<NextStep> withName(String why, String command, String name) {
    return with(HARMLESS, why, command, name);
  }

  /** Likewise with an absolute path without {@code ..}. */
  public static List<NextStep> withPath(String why, String command, String path) {
    return path.contains("..") ? List.of() : with(HARMLESS_PATH, why, command, path);
  }

  private static List<NextStep> with(Pattern safe, String why, String command, String text) {
    return safe.matcher(text).matches() ? List.of(of(why, command.replace("@", text))) : List.of();
  }
}
