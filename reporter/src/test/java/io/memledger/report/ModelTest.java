package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.report.model.Report;
import io.memledger.report.page.Brand;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** templates/MODEL.md lists what templates can print: all of it, and nothing else. */
class ModelTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+?) \\| .{3,} \\|$");

  @Test
  void everyFieldIsDocumented() throws IOException {
    Map<String, String> real = new TreeMap<>();
    fields(Report.class, "report", real);
    fields(Brand.class, "brand", real);
    Map<String, String> told = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("../templates/MODEL.md")));
    while (rows.find()) {
      told.put(rows.group(1), rows.group(2));
    }
    assertEquals(real, told);
  }

  private static void fields(Class<?> record, String path, Map<String, String> found) {
    for (RecordComponent part : record.getRecordComponents()) {
      field(part.getGenericType(), path + "." + part.getName(), found);
    }
  }

  /** Records are entered, lists as well; what is left is text or yes and no. */
  private static void field(Type type, String path, Map<String, String> found) {
    if (type instanceof ParameterizedType list) {
      field(list.getActualTypeArguments()[0], path + "[]", found);
    } else if (type instanceof Class<?> one && one.isRecord() && isShared(one)) {
      found.put(path, one.getSimpleName());
      if (!found.containsKey(one.getSimpleName() + ".")) {
        found.put(one.getSimpleName() + ".", "");
        fields(one, one.getSimpleName(), found);
        found.remove(one.getSimpleName() + ".");
      }
    } else if (type instanceof Class<?> one && one.isRecord()) {
      fields(one, path, found);
    } else {
      found.put(path, type == boolean.class ? "yes or no" : "text");
    }
  }

  /** Kinds that stand in several places are told of once, under their own name. */
  private static boolean isShared(Class<?> one) {
    return one == Report.Figure.class
        || one == Report.Fact.class
        || one == Report.Link.class
        || one == Report.FindingPart.class
        || one == Report.Amount.class
        || one == Report.MemberRow.class
        || one == Report.LedgerRow.class
        || one == Report.Times.class;
  }
}
