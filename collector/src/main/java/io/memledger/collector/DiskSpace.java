package io.memledger.collector;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.Sizes;
import io.memledger.collector.options.Options;
import java.io.File;

/** The room on the archive's disk, and what of it {@code --min-free} leaves alone. */
final class DiskSpace {
  private final Options options;
  private final File folder;

  DiskSpace(Options options) {
    this.options = options;
    File place = options.append() != null ? options.append() : options.output();
    File absolute = place.getAbsoluteFile();
    folder = absolute.isDirectory() ? absolute : absolute.getParentFile();
  }

  boolean isLow() {
    return folder.getUsableSpace() < options.minFree(folder.getTotalSpace());
  }

  /** Before anything is written. A folder that is not there gets a better sentence later. */
  void check() throws Failure {
    if (folder.isDirectory() && isLow()) {
      throw Failure.of(
          "The disk of "
              + folder
              + " has "
              + Sizes.text(folder.getUsableSpace())
              + " free, less than --min-free; choose another --output, or a smaller --min-free.");
    }
  }
}
