package io.memledger.collector.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms by which readers know whose a control group is stay; the names in them do not. */
class CgroupPathsTest {
  private static final String ID =
      "0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de0badc0de";

  private final Names names = new Names(new byte[32]);
  private Words words;
  private CgroupPaths paths;

  @BeforeEach
  void begin() throws IOException {
    words = new Words(names, new PublicNames(false));
    paths = new CgroupPaths(words);
  }

  private void becomes(String pattern, String path) {
    String redacted = paths.path(path);
    assertTrue(redacted.matches(pattern), path + " -> " + redacted);
  }

  @Test
  void publicUnitsStay() {
    String all = "/system.slice/nginx.service/init.scope/kubepods/burstable";
    assertEquals(all, paths.path(all));
    assertEquals("/", paths.path("/"));
    assertEquals("/../../system.slice", paths.path("/../../system.slice"));
  }

  @Test
  void containersAndPodsStayWhatTheyAre() {
    becomes("/docker/(?!0bad)[0-9a-f]{64}", "/docker/" + ID);
    becomes(
        "/svc-\\d+/cri-containerd-(?!0bad)[0-9a-f]{64}\\.scope",
        "/x/cri-containerd-" + ID + ".scope");
    becomes(
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod(?!8f6e)[0-9a-f]{8}_[0-9a-f_]{27}\\.slice",
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod8f6e1c1e_43a0_4a8f_9d0e_2f0c6ae9d111.slice");
    becomes("/lxc\\.payload\\.svc-\\d+", "/lxc.payload.shop");
    becomes(
        "/machine.slice/machine-qemu\\\\x2d3\\\\x2dsvc-\\d+\\.scope",
        "/machine.slice/machine-qemu\\x2d3\\x2dshopvm.scope");
    becomes(
        "/user.slice/user-400000000\\d\\.slice/session-5.scope",
        "/user.slice/user-1000.slice/session-5.scope");
  }

  @Test
  void instancesAndEscapesStaySeparate() {
    becomes(
        "/system.slice/system-svc-\\d+.slice/svc-\\d+@7.service",
        "/system.slice/system-shop.slice/shop@7.service");
    becomes("/svc-\\d+\\\\x2dsvc-\\d+.mount", "/shop\\x2ddata7x.mount");
  }

  @Test
  void aServiceBeginsAsItsProgramDoes() {
    String program = words.program("shop-billing-se");
    String unit = paths.part("shop-billing-server.service");
    assertTrue(unit.startsWith(program + "."), unit);
    assertEquals(program + ".service", paths.part("shop-billing-se.service"));
    words.program("nginx");
    assertTrue(paths.part("nginx-shop.service").startsWith("nginx."));
  }
}
