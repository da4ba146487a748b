package io.memledger.series;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VmapStackTest {
  private static boolean byVersion(String kernel, String machine) {
    return VmapStack.decide(Double.NaN, Double.NaN, kernel, machine);
  }

  @Test
  void vmallocinfoDecides() {
    assertTrue(VmapStack.decide(1000, 500, "3.10.0", "x86_64"));
    assertFalse(VmapStack.decide(1000, 0, "6.12.0", "x86_64"));
  }

  @Test
  void elseTheKernel() {
    assertTrue(byVersion("4.9.0-19-amd64", "x86_64"));
    assertFalse(byVersion("4.8.17", "x86_64"));
    assertFalse(byVersion("3.10.0-1160.el7.x86_64", null));
    assertTrue(byVersion("4.14.1", "aarch64"));
    assertFalse(byVersion("4.9.1", "aarch64"));
    assertFalse(byVersion("6.12.0", "ppc64le"));
    assertTrue(byVersion(null, null));
    assertTrue(byVersion("unknown", "x86_64"));
  }
}
