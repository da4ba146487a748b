package io.memledger.collector.trace;

import io.memledger.collector.proc.ProcReader;
import java.io.File;
import java.io.IOException;

/** One tracing instance: a folder of settings that only this process uses. */
final class TraceInstance {
  final File folder;

  TraceInstance(File folder) {
    this.folder = folder;
  }

  /** Sets a file of the instance. */
  void set(String file, String text) throws IOException {
    Tracefs.write(new File(folder, file), text);
  }

  /**
   * @return false if the kernel does not take it
   */
  boolean trySet(String file, String text) {
    try {
      set(file, text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  boolean hasFolder(String path) {
    return new File(folder, path).isDirectory();
  }

  /** What a file of the instance says; "" if it is not there. */
  String text(String file) {
    String text = ProcReader.unwatched(folder.getPath()).text(file);
    return text == null ? "" : text;
  }

  /** The default clock may differ from CPU to CPU, and then a free comes before its allocation. */
  void useOneClock() {
    if (!trySet("trace_clock", "mono")) {
      trySet("trace_clock", "global");
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
