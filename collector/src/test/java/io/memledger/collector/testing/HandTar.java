package io.memledger.collector.testing;

import io.memledger.collector.archive.TarHeader;
import io.memledger.collector.common.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** An archive made by hand, entry by entry. */
public final class HandTar {
  private final Bytes tar = new Bytes(1 << 16);
  private final TarHeader header = new TarHeader();
  private final String top;

  public HandTar(String top) {
    this.top = top;
  }

  public HandTar file(String path, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    header.file(tar, top + '/' + path, bytes.length);
    tar.append(bytes, 0, bytes.length);
    TarHeader.pad(tar, bytes.length);
    return this;
  }

  public HandTar link(String path, String target) {
    header.link(tar, top + '/' + path, top + '/' + target);
    return this;
  }

  /** Ends it, packed if the name says so. */
  public Path write(Path file) throws IOException {
    tar.append(new byte[1024], 0, 1024);
    boolean packed = file.toString().endsWith("gz");
    OutputStream out = Files.newOutputStream(file);
    try (OutputStream to = packed ? new GZIPOutputStream(out) : out) {
      to.write(tar.data, 0, tar.length);
    }
    return file;
  }
}
