package io.memledger.collector.archive;

import io.memledger.collector.common.Bytes;

/** Tar entries of one top folder that are no samples: manifest, footer, traces. */
public final class TarEntry {
  private final String top;

  /**
   * @param top the folder in the tar that holds everything
   */
  public TarEntry(String top) {
    this.top = top;
  }

  /** The header alone of an entry of {@code size} bytes. */
  public Bytes header(String name, long size) {
    Bytes tar = new Bytes(2 * TarHeader.BLOCK);
    TarHeader header = new TarHeader();
    header.mtime = System.currentTimeMillis() / 1000;
    header.file(tar, top + '/' + name, size);
    return tar;
  }

  /** A whole entry. */
  public Bytes of(String name, String text) {
    Bytes content = new Bytes(text.length() + 16).append(text);
    Bytes tar = header(name, content.length);
    tar.append(content.data, 0, content.length);
    TarHeader.pad(tar, content.length);
    return tar;
  }
}
