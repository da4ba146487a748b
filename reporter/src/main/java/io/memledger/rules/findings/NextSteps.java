package io.memledger.rules.findings;

import io.memledger.rule.NextStep;
import io.memledger.rule.Wording;
import java.util.List;
import java.util.regex.Pattern;

/** Next steps: commands made of constants, numbers, and names as one quoted word of a shell. */
public final class NextSteps {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  /** Parts of a path that would lead elsewhere. */
  private static final Pattern ELSEWHERE = Pattern.compile("(?:^|/)\\.\\.?(?:/|$)");

  private NextSteps() {}

  public static NextStep of(String why, String command) {
    return new NextStep(Wording.of(why), command);
  }

  /**
   * A command with a name in place of @; nothing if the name would be an option there, or lead to
   * another place where it is part of a path.
   */
  public static List<NextStep> withName(String why, String command, String name) {
    boolean inPath = command.contains("/@");
    boolean leads = inPath && (name.contains("/") || ELSEWHERE.matcher(name).find());
    return leads || !isWord(name) ? List.of() : filled(why, command, name);
  }

  /** Likewise where the name stands within quotes already: nothing unless it is a plain one. */
  public static List<NextStep> withPlainName(String why, String command, String name) {
    return PLAIN.matcher(name).matches() ? List.of(of(why, command.replace("@", name))) : List.of();
  }

  /** Likewise with an absolute path that leads straight to its place. */
  public static List<NextStep> withPath(String why, String command, String path) {
    boolean leads = !path.startsWith("/") || ELSEWHERE.matcher(path).find();
    return leads || !isWord(path) ? List.of() : filled(why, command, path);
  }

  /** What a shell cannot pass on is no word: an option, nothing, or an end of line at its end. */
  private static boolean isWord(String text) {
    return !text.isEmpty() && text.charAt(0) != '-' && !text.endsWith("\n") && text.indexOf(0) < 0;
  }

  private static List<NextStep> filled(String why, String command, String text) {
    return List.of(of(why, command.replace("@", ShellWord.of(text))));
  }
}
