package io.memledger.collector.common;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** What exceptions of the file system say, in words for the user. */
public final class IoErrors {
  private IoErrors() {}

  /** What an exception of java.nio.file says, without the path. */
  public static String sentence(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException) {
      String reason = ((FileSystemException) e).getReason();
      return reason == null ? e.getClass().getSimpleName() : reason;
    }
    return String.valueOf(e.getMessage());
  }

  /** "No such process" out of "/proc/1/stat (No such process)", as java.io has it. */
  public static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    int open = message.lastIndexOf('(');
    return open >= 0 && message.endsWith(")")
        ? message.substring(open + 1, message.length() - 1)
        : message;
  }

  /** Whether a reason only says that there is no such thing, or no longer. */
  public static boolean isGone(String reason) {
    return "No such file or directory".equals(reason)
        || "No such process".equals(reason)
        || "No such device".equals(reason);
  }
}
