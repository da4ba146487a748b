import io.memledger.archive.Limits;
import io.memledger.replay.Replay;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * One step of what a report does with an archive, in a virtual machine of its own: bare reads the
 * unpacked bytes and nothing else, replay makes the recording.
 *
 * <pre>java -cp memledger-reporter.jar ReplayBench.java ARCHIVE bare|replay</pre>
 */
public final class ReplayBench {
  private ReplayBench() {}

  public static void main(String[] args) throws IOException {
    if (args[1].equals("replay")) {
      Replay.run(Path.of(args[0]), Limits.defaults(), (done, total) -> {});
      return;
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new GZIPInputStream(new FileInputStream(args[0]), buffer.length)) {
      while (in.read(buffer) >= 0) {
        continue;
      }
    }
  }
}
