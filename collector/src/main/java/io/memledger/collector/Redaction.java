package io.memledger.collector;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import io.memledger.collector.options.Options;
import io.memledger.collector.redact.LiveRedaction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;

/** Whether a capture is redacted, and that an archive is so from its begin to its end. */
final class Redaction {
  private Redaction() {}

  /** Null if nothing is redacted. */
  static LiveRedaction of(Options options) throws Failure {
    File append = options.append() != null && options.append().exists() ? options.append() : null;
    boolean mapped = append != null && LiveRedaction.mapOf(append).exists();
    if (append != null && mapped != options.redact) {
      throw Failure.of(
          mapped
              ? append + " was captured with --redact; append to it with --redact, too."
              : "There is no "
                  + LiveRedaction.mapOf(append)
                  + ", so true names may be in the archive; begin a new one with --redact.");
    }
    return options.redact ? new LiveRedaction(append, options.key, options.strict) : null;
  }

  /**
   * Searches a finished archive for true names; one that holds any loses its name, so that nobody
   * sends it.
   *
   * @return a sentence if it does, or null
   */
  static String refusal(LiveRedaction redaction, File archive) {
    try {
      redaction.end();
      String survivor = redaction.survivor(archive);
      if (survivor == null) {
        return null;
      }
      File aside = new File(archive + ".not-redacted");
      Files.move(archive.toPath(), aside.toPath());
      return "do not send " + aside + ", since " + survivor + "; please report this.";
    } catch (IOException e) {
      return "the redaction of " + archive + " was not checked: " + IoErrors.sentence(e) + ".";
    } catch (Failure e) {
      return e.getMessage();
    }
  }
}
