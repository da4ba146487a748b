package io.memledger.archive;

import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads a stream on a thread of its own, some buffers ahead: decompression and hashing go on while
 * what came before is parsed. An error comes out after the bytes before it.
 */
final class ReadAhead extends InputStream {
  private static final int BUFFER = 1 << 18;
  private static final int BUFFERS = 8;

  /** Some bytes of the stream, or how it ended. */
  private record Chunk(byte[] bytes, int length, Throwable error) {}

  private final InputStream in;
  private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final Thread thread;
  private Chunk chunk;
  private int at;

  ReadAhead(InputStream in) {
    this.in = in;
    for (int i = 0; i < BUFFERS; i++) {
      empty.add(new byte[BUFFER]);
    }
    thread = new Thread(this::fill, "memledger-read-ahead");
    thread.setDaemon(true);
    thread.start();
  }

  private void fill() {
    try {
      boolean more = true;
      while (more) {
        byte[] bytes = empty.take();
        int length = 0;
        Throwable error = null;
        try {
          int n = in.read(bytes, 0, bytes.length);
          while (n > 0 && length + n < bytes.length) {
            length += n;
            n = in.read(bytes, length, bytes.length - length);
          }
          length += Math.max(0, n);
          more = n > 0;
        } catch (IOException | RuntimeException | Error e) {
          error = e;
          more = false;
        }
        full.put(new Chunk(bytes, length, error));
        if (!more) {
          full.put(new Chunk(bytes, -1, error));
        }
      }
    } catch (InterruptedException e) {
      // Closed: nobody reads on.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (chunk == null || chunk.length() >= 0 && at >= chunk.length()) {
      next();
    }
    if (chunk.length() < 0) {
      rethrow(chunk.error());
      return -1;
    }
    int n = Math.min(length, chunk.length() - at);
    System.arraycopy(chunk.bytes(), at, into, offset, n);
    at += n;
    return n;
  }

  private void next() throws IOException {
    try {
      if (chunk != null) {
        empty.put(chunk.bytes());
      }
      chunk = full.take();
      at = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CutException(Warning.Kind.READING_INTERRUPTED);
    }
  }

  private static void rethrow(Throwable error) throws IOException {
    if (error instanceof IOException) {
      throw (IOException) error;
    }
    if (error instanceof RuntimeException) {
      throw (RuntimeException) error;
    }
    if (error instanceof Error) {
      throw (Error) error;
    }
  }

  /** Ends the thread, then the stream below may be used again. */
  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    in.close();
  }
}
