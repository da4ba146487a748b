package io.memledger.collector.trace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.FakeRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose instances are whose. */
class TracefsTest {
  @TempDir Path temp;

  @Test
  void onlyOwnInstancesWhoseMakerIsGoneAreRemoved() {
    FakeRoot root = new FakeRoot(temp.resolve("root"));
    String instances = "sys/kernel/tracing/instances/";
    // FakeRoot's process 200 began at tick 20, and its name has a blank and a parenthesis.
    String[] kept = {
      "memledger-200-20", "memledger-x-1", "memledger-1", "memledger-1-2-3", "other-9999-1"
    };
    String[] gone = {"memledger-200-19", "memledger-9999-20"};
    for (String name : kept) {
      root.file(instances + name + "/tracing_on", "1\n");
      root.path.resolve(instances + name + "/tracing_on").toFile().delete();
    }
    for (String name : gone) {
      root.path.resolve(instances + name).toFile().mkdirs();
    }
    Tracefs.removeLeftovers(root.path + "");
    for (String name : kept) {
      assertTrue(Files.exists(root.path.resolve(instances + name)), name);
    }
    for (String name : gone) {
      assertFalse(Files.exists(root.path.resolve(instances + name)), name);
    }
    Tracefs.removeLeftovers(temp.resolve("nowhere") + "");
    assertNull(Tracefs.instances(temp.resolve("nowhere") + ""));
  }
}
