package io.memledger.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the files tell of their host, as our own archives say it. */
final class Manifests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Manifests() {}

  static byte[] of(String host, List<Told> files) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", "memledger-archive");
    root.put("version", 1);
    if (!host.isEmpty()) {
      root.put("host", host);
    }
    files.stream()
        .map(Told::kernel)
        .filter(kernel -> !kernel.isEmpty())
        .findFirst()
        .ifPresent(kernel -> root.put("kernel", kernel));
    try {
      return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts is always JSON", e);
    }
  }
}
