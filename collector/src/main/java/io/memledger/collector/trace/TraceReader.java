package io.memledger.collector.trace;

import io.memledger.collector.common.IoErrors;
import io.memledger.collector.proc.ProcReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Moves the text of trace_pipe into the spool. A read waits for events, of which a filter may leave
 * none; closing the pipe is what ends it.
 */
final class TraceReader extends Thread {
  /** Text that is read at most, in bytes; an archive's entry ends at 8 GiB. */
  private static final long MOST_TEXT = 4L << 30;

  private static final int CHUNK = 1 << 16;

  final TraceSpool spool;
  private final FileChannel pipe;
  private final long mostPacked;
  private volatile boolean full;
  private volatile long readBytes;
  private volatile String problem;
  private volatile long cpuNanos;

  TraceReader(TraceInstance instance, TraceSpool spool, long mostPacked) throws IOException {
    super("kmem-pipe");
    setDaemon(true);
    this.spool = spool;
    this.mostPacked = mostPacked;
    File file = new File(instance.folder, "trace_pipe");
    pipe = FileChannel.open(file.toPath(), StandardOpenOption.READ);
  }

  @Override
  public void run() {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    try {
      while (!full) {
        buffer.clear();
        int count = pipe.read(buffer);
        if (count < 0) {
          return;
        }
        spool.write(buffer.array(), count);
        readBytes = spool.rawBytes();
        full = readBytes > MOST_TEXT || spool.packedBytes() > mostPacked;
      }
    } catch (IOException e) {
      if (pipe.isOpen()) {
        problem = IoErrors.sentence(e);
      }
    } finally {
      // Since 3.17; before that the reader's time is missing in the footer.
      String times = ProcReader.unwatched("").text("proc/thread-self/schedstat");
      cpuNanos = times == null ? 0 : Long.parseLong(times.substring(0, times.indexOf(' ')));
    }
  }

  /** Ends the reading, and waits a moment for it. */
  void close(long waitMs) throws IOException, InterruptedException {
    pipe.close();
    join(waitMs);
  }

  /** Whether it has taken as much as it may. */
  boolean isFull() {
    return full;
  }

  /** Length of the text so far. */
  long readBytes() {
    return readBytes;
  }

  /** What went wrong, in words; null for nothing. */
  String problem() {
    return problem;
  }

  /** CPU time of the reading, in nanoseconds, once it has ended. */
  long cpuNanos() {
    return cpuNanos;
  }
}
