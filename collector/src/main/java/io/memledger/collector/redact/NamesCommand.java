package io.memledger.collector.redact;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

/** {@code names REPORT MAP}: the true names, back in a report. */
public final class NamesCommand {
  private final File report;
  private final File map;

  public NamesCommand(File report, File map) {
    this.report = report;
    this.map = map;
  }

  /**
   * Writes the report anew, beside the old one.
   *
   * @return the new file
   */
  public File run() throws Failure {
    String name = report.getName();
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1);
    if (!report.isFile() || !" html json md csv ".contains(' ' + ending + ' ')) {
      throw Failure.of(report + " is no report; name one in html, json, md or csv.");
    }
    File result =
        new File(
            report.getAbsoluteFile().getParentFile(), name.substring(0, dot) + ".named." + ending);
    TrueNames names = new TrueNames(MapFile.read(map), ending);
    try {
      if (Files.exists(result.toPath(), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        throw Failure.of(result + " exists and is never overwritten; move it away first.");
      }
      try (InputStream in = new BufferedInputStream(new FileInputStream(report), 1 << 16);
          FileChannel channel = MapFile.open(result, true);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        names.copy(in, out);
      }
      return result;
    } catch (IOException e) {
      throw Failure.of("Cannot write " + result + ": " + IoErrors.sentence(e) + ".");
    }
  }
}
