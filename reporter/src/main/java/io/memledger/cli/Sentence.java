package io.memledger.cli;

import io.memledger.archive.ArchiveException;
import io.memledger.report.fonts.NoFontException;
import io.memledger.report.words.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** One clear sentence for whatever went wrong: what, where, and what to do. */
final class Sentence {
  private Sentence() {}

  /** A message on one line, without control characters (a path may hold any), with a full stop. */
  static String of(String message) {
    StringBuilder line = new StringBuilder();
    for (char c : String.valueOf(message).toCharArray()) {
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    String text = Names.visible(line.toString().strip());
    return text.endsWith(".") ? text : text + ".";
  }

  /** A file that is missing from an otherwise whole report. */
  static String lost(String file, String reason) {
    return of(
        file
            + " could not be made ("
            + reason
            + "); the other files are there. Check templates of your own if there are any; else this"
            + " is a defect of Memledger and not of the archive: please report it");
  }

  /** A check of the report itself that failed; the report is there all the same. */
  static String failedCheck(String check, String reason) {
    return of(
        "the report fails its own "
            + check
            + " ("
            + reason
            + "), which is a defect of Memledger: please report it");
  }

  /** What the report needs before any archive is read: a temporary folder, templates. */
  static String ofSetup(RuntimeException problem) {
    if (problem instanceof UncheckedIOException io
        && io.getCause() instanceof FileSystemException) {
      return of(
          problem.getMessage() + "; free the disk, or name another with -Djava.io.tmpdir=DIR");
    }
    return of("--templates: the messages cannot be read (" + reason(problem) + "); correct them");
  }

  private static String reason(RuntimeException problem) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    return String.valueOf(cause.getMessage());
  }

  static String of(Throwable problem) {
    if (problem instanceof ArchiveException || problem instanceof NoFontException) {
      return of(problem.getMessage());
    }
    if (problem instanceof OutOfMemoryError) {
      return "the Java heap is too small for this report; run it again with java -Xmx1g -jar …";
    }
    if (problem instanceof NoSuchFileException missing) {
      return of("there is no file or folder " + missing.getFile() + "; check the path");
    }
    if (problem instanceof AccessDeniedException denied) {
      return of("no permission for " + denied.getFile() + "; run as a user who has it");
    }
    if (problem instanceof FileAlreadyExistsException existing) {
      return of(existing.getFile() + " is in the way; move it or name another --output");
    }
    if (problem instanceof FileSystemException io) {
      String reason = io.getReason() == null ? "cannot be used" : io.getReason();
      return of(io.getFile() + ": " + reason + "; check the disk and the permissions");
    }
    if (problem instanceof IOException) {
      return of("reading or writing failed (" + problem.getMessage() + "); check the disk");
    }
    return of(
        "an error inside the reporter ("
            + problem
            + "), which is a defect of Memledger and not of the archive; please report it");
  }
}
