package io.memledger.archive;

import com.github.luben.zstd.ZstdInputStream;
import io.memledger.series.Warning;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Tells a compressed file by its magic bytes and opens it. */
enum Container {
  GZIP(0x1f, 0x8b),
  ZSTD(0x28, 0xb5, 0x2f, 0xfd),
  XZ(0xfd, '7', 'z', 'X', 'Z', 0),
  BZIP2('B', 'Z', 'h'),
  PLAIN;

  /** Memory that an xz file may ask for, in KiB: the largest preset (-9) needs 65 MiB. */
  private static final int XZ_MEMORY_KIB = 96 << 10;

  /** Largest zstd window, as a power of two: 128 MiB, which zstd itself takes without --long. */
  private static final int ZSTD_WINDOW_LOG = 27;

  /** Bytes that a cut may cost; see SmallSteps. */
  private static final int BZIP2_STEP = 1;

  private static final int XZ_STEP = 32;

  private static final int LONGEST_MAGIC = 6;

  private final int[] magic;

  Container(int... magic) {
    this.magic = magic;
  }

  /**
   * The tar bytes of a file, within the limits.
   *
   * @param file what the packed stream gives, and does not close it
   */
  static InputStream open(InputStream file, FileStream packed, Limits limits) throws IOException {
    byte[] head = file.readNBytes(LONGEST_MAGIC);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), file);
    for (Container one : values()) {
      if (one.matches(head)) {
        long ratio = one == GZIP ? limits.ratio() / Limits.GZIP_PART : limits.ratio();
        return new Unpacked(one.unpack(whole), packed, limits.unpackedBytes(), ratio);
      }
    }
    throw new IllegalStateException("what has no magic is plain");
  }

  private boolean matches(byte[] head) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private InputStream unpack(InputStream in) throws IOException {
    switch (this) {
      case GZIP:
        return new GzipMembers(in);
      case ZSTD:
        return zstd(in);
      case XZ:
        return new SmallSteps(new XZInputStream(in, XZ_MEMORY_KIB), XZ_STEP);
      case BZIP2:
        return new SmallSteps(new BZip2CompressorInputStream(in, true), BZIP2_STEP);
      default:
        return in;
    }
  }

  /** Its native half is shipped for the usual machines only. */
  private static InputStream zstd(InputStream in) throws IOException {
    try {
      return new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG);
    } catch (LinkageError e) {
      String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
      throw new ArchiveException(
          "zstd cannot be read on this machine (" + machine + "); unpack it with zstd -d first", e);
    }
  }

  /**
   * Asks a decompressor for few bytes at a time, and hands out what came before an error: some
   * decompressors lose all that the failing call had unpacked.
   */
  private static final class SmallSteps extends FilterInputStream {
    private final int step;
    private IOException error;

    SmallSteps(InputStream in, int step) {
      super(in);
      this.step = step;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int total = 0;
      try {
        while (error == null && total < length) {
          int n = in.read(into, offset + total, Math.min(step, length - total));
          if (n < 0) {
            return total == 0 ? -1 : total;
          }
          total += n;
        }
      } catch (IOException e) {
        error = e;
      } catch (RuntimeException e) {
        error = new CutException(Warning.Kind.COMPRESSED_DAMAGED);
      }
      if (total == 0 && error != null) {
        throw error;
      }
      return total;
    }
  }
}
