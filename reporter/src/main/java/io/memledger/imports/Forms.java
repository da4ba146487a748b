package io.memledger.imports;

import io.memledger.forms.Form;
import io.memledger.forms.kernel.KernelLog;
import io.memledger.forms.sysstat.Sadf;
import io.memledger.forms.sysstat.SarText;
import io.memledger.forms.text.TextForm;
import java.util.List;

/** THE list of forms; the first that recognises a file reads it. */
public final class Forms {
  private static final List<Form> ALL =
      List.of(new SarText(), new Sadf(), new KernelLog(), new TextForm());

  private Forms() {}

  public static List<Form> all() {
    return ALL;
  }
}
