package io.memledger.collector.proc;

import java.io.IOException;

/** Work that another thread can take up where it was left, should a read in it hang. */
public interface Pass {
  void run() throws IOException;

  /** Says that reading {@code path} hung; {@code run} is called again. */
  void hung(String path);
}
