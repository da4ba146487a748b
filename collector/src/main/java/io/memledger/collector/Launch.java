package io.memledger.collector;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Begins the program out of the packed jar, in which all classes but this one are one gzip stream:
 * packed together they take a third less, and the jar has a size limit.
 */
public final class Launch extends ClassLoader {
  private static final String PACKED = "classes.gz";
  private static final String PACKAGE = "io.memledger.collector";

  /** What the command line gave. */
  private static String[] args;

  private final Map<String, byte[]> classes = new HashMap<>();

  private Launch() throws IOException {
    super(Launch.class.getClassLoader());
    String version = Launch.class.getPackage().getImplementationVersion();
    definePackage(PACKAGE, null, null, null, null, version, null, null);
    InputStream packed = Launch.class.getResourceAsStream("/" + PACKED);
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(packed, 1 << 13))) {
      for (int count = in.readInt(); count > 0; count--) {
        String name = in.readUTF();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        classes.put(name, bytes);
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.remove(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** The command line, for {@link Start}: to the JVM that is a class of another package. */
  public static String[] args() {
    return args;
  }

  /** The command line is that of {@link Main}. */
  public static void main(String[] args) throws Exception {
    Launch.args = args;
    // By name and by its initialiser alone: calling by reflection costs a MB of classes.
    Class.forName(PACKAGE + ".Start", true, new Launch());
  }
}
