package io.memledger.rule.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rules.Bundle;
import io.memledger.rules.Scene;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths as engines, kubelet, LXC, libvirt and systemd make them. */
class CgroupNamesTest {
  private static final String ID =
      "06e531ab675fb4a8141bcfd0f199957b132bfbd3080b7c6b99bd3f2ce0bca85c";
  private static final String POD = "7a96c459_d529_44ae_9f99_90d3798d6426";
  private static final Bundle BUNDLE = new Bundle();

  /**
   * {@code ID} and {@code POD} stand for the long ones. Those with a star are paths of the
   * fixtures, of pcp, elastic-agent, insights-core and hotsos; the others are as the programs'
   * sources and public reports have them.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // *
        "/docker/ID | container 06e531ab675f (docker)",
        // *
        "/system.slice/docker-ID.scope | container 06e531ab675f (docker)",
        // *
        "/machine.slice/libpod-ID.scope | container 06e531ab675f (podman)",
        "/machine.slice/libpod-ID.scope/container | container 06e531ab675f (podman)",
        "/machine.slice/libpod-conmon-ID.scope | container monitor 06e531ab675f",
        "/libpod_parent/libpod-ID | container 06e531ab675f (podman)",
        "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope"
            + " | container 06e531ab675f (podman)",
        "/system.slice/nerdctl-ID.scope | container 06e531ab675f (nerdctl)",
        "/default/ID | container 06e531ab675f",
        // *
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podPOD.slice"
            + "/cri-containerd-ID.scope | container 06e531ab675f of pod 7a96c459",
        "/kubepods.slice/kubepods-podPOD.slice/crio-ID.scope"
            + " | container 06e531ab675f of pod 7a96c459",
        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podPOD.slice | pod 7a96c459",
        "/kubepods/burstable/pod7a96c459-d529-44ae-9f99-90d3798d6426/ID"
            + " | container 06e531ab675f of pod 7a96c459",
        // a static pod, of which kubelet makes the uid itself
        "/kubepods/pod5acdb25584da9ed8b29e31c5e092ecd6 | pod 5acdb255",
        "/docker/ID/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-podPOD.slice"
            + "/cri-containerd-ID.scope | container 06e531ab675f of pod 7a96c459",
        // *
        "/lxc.payload.juju-04f1e3-1-lxd-0 | LXC container juju-04f1e3-1-lxd-0",
        // *
        "/lxc.payload.juju-04f1e3-1-lxd-0/system.slice/atd.service"
            + " | service atd of LXC container juju-04f1e3-1-lxd-0",
        // *
        "/lxc.monitor.juju-04f1e3-1-lxd-0 | container monitor juju-04f1e3-1-lxd-0",
        "/lxc/101/ns | LXC container 101",
        "/lxc.payload/web | LXC container web",
        "/machine.slice/machine-lxc\\x2d2518\\x2ddb.scope | LXC container db",
        "/machine.slice/machine-qemu\\x2d1\\x2dinstance\\x2d0000001d.scope/libvirt/emulator"
            + " | virtual machine instance-0000001d",
        "/machine/win10.libvirt-qemu | virtual machine win10",
        "/qemu.slice/101.scope | virtual machine 101",
        "/machine.slice/systemd-nspawn@arch\\x2dtest.service | systemd container arch-test",
        "/machine.slice/machine-fedora.scope | systemd container fedora",
        // *
        "/system.slice/docker-containerd.service | service docker-containerd",
        "/system.slice/system-getty.slice/getty@tty1.service | service getty@tty1",
        "/system.slice/systemd\\x2dfsck.service | service systemd-fsck",
        "/user.slice/user-1000.slice/session-3.scope | login session 3",
        "/user.slice/user-1000.slice/user@1000.service/app.slice/app-firefox.service"
            + " | service app-firefox of user 1000",
        "/user.slice/user-1000.slice | user 1000",
        "/system.slice | slice system",
        "/system.slice/jobs | cgroup /system.slice/jobs",
        "/kubepods.slice/pod2 | cgroup /kubepods.slice/pod2",
        "/system.slice/docker-ID.scope/system.slice/jobs | container 06e531ab675f (docker)",
        "/system.slice/web.service/worker | service web",
        "/system.slice/-.mount | unit -.mount",
        "/init.scope | unit init.scope",
        "/ | the root cgroup",
        "/process_api/5acdb25584da9ed8b29e31c5e092ecd6"
            + " | cgroup /process_api/5acdb25584da9ed8b29e31c5e092ecd6",
        "/docker/123 | cgroup /docker/123"
      })
  void aPathTellsWhoseItIs(String path, String name) {
    String real = path.replace("ID", ID).replace("POD", POD);
    assertEquals(name, BUNDLE.render(CgroupPlace.of(real).name()));
  }

  @Test
  void itsLargestProcessSaysWhatRuns() {
    Subject small = Scene.process("sh", 4001);
    Subject large = Scene.process("java", 4002);
    Subject service = Scene.process("postgres", 4003);
    Recording recording =
        Scene.seconds(3)
            .rss(small, t -> 1e6, 0)
            .rss(large, t -> 9e8, 0)
            .rss(service, t -> 9e7, 0)
            .cgroup(small, "/docker/" + ID)
            .cgroup(large, "/docker/" + ID + "/init.scope")
            .cgroup(service, "/system.slice/postgresql.service")
            .recording();
    assertEquals("container 06e531ab675f (docker, runs java)", name(recording, "/docker/" + ID));
    assertEquals(
        "service postgresql", name(recording, "/system.slice/postgresql.service"), "said already");
    assertEquals("slice system", name(recording, "/system.slice"), "a slice runs many");
    assertEquals(
        "service other (runs java)",
        name(
            Scene.seconds(3)
                .rss(large, t -> 9e8, 0)
                .cgroup(large, "/system.slice/other.service")
                .recording(),
            "/system.slice/other.service"));
  }

  private static String name(Recording recording, String path) {
    return BUNDLE.render(CgroupNames.of(recording, path));
  }

  @Test
  void oddPathsDoNotHurt() {
    for (String path : new String[] {"", "//", "/.service", "/\\x", "/\\xff.scope", "/docker/"}) {
      assertTrue(!BUNDLE.render(CgroupPlace.of(path).name()).isEmpty(), path);
    }
    String deep = "/docker-".repeat(20_000) + ".scope";
    assertTrue(!BUNDLE.render(CgroupPlace.of(deep).name()).isEmpty());
  }
}
