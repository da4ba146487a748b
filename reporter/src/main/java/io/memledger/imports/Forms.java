package io.memledger.imports;

import io.memledger.forms.Form;
import io.memledger.forms.atop.AtopJson;
import io.memledger.forms.atop.AtopRaw;
import io.memledger.forms.atop.AtopText;
import io.memledger.forms.containers.Below;
import io.memledger.forms.containers.Bugreport;
import io.memledger.forms.containers.Cgtop;
import io.memledger.forms.containers.CrictlStats;
import io.memledger.forms.containers.DockerStats;
import io.memledger.forms.containers.KubectlTop;
import io.memledger.forms.kernel.KernelLog;
import io.memledger.forms.monitors.CollectlPlot;
import io.memledger.forms.monitors.CollectlRaw;
import io.memledger.forms.monitors.Dstat;
import io.memledger.forms.monitors.Nmon;
import io.memledger.forms.monitors.Smem;
import io.memledger.forms.pcp.PcpArchive;
import io.memledger.forms.pcp.Pmrep;
import io.memledger.forms.prometheus.QueryRange;
import io.memledger.forms.prometheus.Scrape;
import io.memledger.forms.prometheus.TsdbDump;
import io.memledger.forms.sysstat.Pidstat;
import io.memledger.forms.sysstat.SaFile;
import io.memledger.forms.sysstat.Sadf;
import io.memledger.forms.sysstat.SarText;
import io.memledger.forms.text.TextForm;
import java.util.List;

/** THE list of forms; the first that recognises a file reads it. */
public final class Forms {
  private static final List<Form> ALL =
      List.of(
          new SaFile(),
          new AtopRaw(),
          new AtopJson(),
          new AtopText(),
          new PcpArchive(),
          new Pmrep(),
          new Nmon(),
          new CollectlRaw(),
          new CollectlPlot(),
          new Dstat(),
          new Smem(),
          new Pidstat(),
          new QueryRange(),
          new TsdbDump(),
          new Scrape(),
          new DockerStats(),
          new KubectlTop(),
          new CrictlStats(),
          new Cgtop(),
          new Below(),
          new Bugreport(),
          new SarText(),
          new Sadf(),
          new KernelLog(),
          new TextForm(List.of(new DockerStats(), new KubectlTop())));

  private Forms() {}

  public static List<Form> all() {
    return ALL;
  }
}
