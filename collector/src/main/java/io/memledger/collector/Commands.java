package io.memledger.collector;

import io.memledger.collector.common.Failure;
import io.memledger.collector.redact.NamesCommand;
import io.memledger.collector.redact.RedactCommand;
import java.io.File;

/** What is done with an archive or a report, rather than capturing: the first word is its name. */
final class Commands {
  private Commands() {}

  /**
   * Runs the command that the first argument names.
   *
   * @return false if it names none
   */
  static boolean run(String[] args) throws Failure {
    String name = args.length == 0 ? "" : args[0];
    if (name.equals("redact")) {
      redact(args);
      return true;
    }
    if (name.equals("names")) {
      if (args.length != 3) {
        throw Failure.usage("names needs a report and the map: names REPORT MAP.");
      }
      Console.print(new NamesCommand(new File(args[1]), new File(args[2])).run() + "\n");
      return true;
    }
    return false;
  }

  private static void redact(String[] args) throws Failure {
    String usage = "redact needs an archive: redact ARCHIVE [--key FILE] [--redact=strict].";
    File archive = null;
    File key = null;
    boolean strict = false;
    for (int i = 1; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals("--key") && i + 1 < args.length) {
        key = new File(args[++i]);
      } else if (arg.startsWith("--key=")) {
        key = new File(arg.substring(6));
      } else if (arg.equals("--redact=strict") || arg.equals("--strict")) {
        strict = true;
      } else if (arg.startsWith("--") || archive != null) {
        throw Failure.usage(usage);
      } else {
        archive = new File(arg);
      }
    }
    if (archive == null) {
      throw Failure.usage(usage);
    }
    RedactCommand command = new RedactCommand(archive, key, strict);
    File result = command.run();
    if (!command.note.isEmpty()) {
      Console.note(command.note);
    }
    Console.print(result + " " + result.length() + " bytes\n");
  }
}
