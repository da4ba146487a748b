package io.memledger.source;

/** /proc/&lt;pid&gt;/comm: the command, for a process of which neither stat nor status is there. */
final class PidComm implements Source {
  @Override
  public boolean reads(String path) {
    return ProcPath.is(path, "comm");
  }

  @Override
  public boolean identifiesProcesses() {
    return true;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (text.nextLine() && text.nextWord()) {
      sink.process(ProcPath.pid(path));
      sink.command(text.bytes(), text.wordStart(), text.lineEnd());
    }
  }
}
