package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Asks a decompressor for few bytes at a time, and hands out what came before an error: some
 * decompressors lose all that the failing call had unpacked.
 */
final class SmallSteps extends FilterInputStream {
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
