package io.memledger.source;

/** proc/version, etc/os-release and proc/sys/kernel/random/boot_id: what the host is. */
final class Facts implements Source {
  private static final String VERSION = "proc/version";
  private static final String OS_RELEASE = "etc/os-release";
  private static final String BOOT_ID = "proc/sys/kernel/random/boot_id";

  @Override
  public boolean reads(String path) {
    return path.equals(VERSION) || path.equals(OS_RELEASE) || path.equals(BOOT_ID);
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    while (text.nextLine()) {
      String line = text.rest();
      if (path.equals(OS_RELEASE)) {
        if (line.startsWith("PRETTY_NAME=")) {
          String name = line.substring("PRETTY_NAME=".length());
          sink.fact(Sink.Fact.OS_NAME, name.replace("\"", ""));
        }
      } else if (!line.isEmpty()) {
        sink.fact(path.equals(VERSION) ? Sink.Fact.KERNEL_VERSION : Sink.Fact.BOOT_ID, line);
        return;
      }
    }
  }
}
