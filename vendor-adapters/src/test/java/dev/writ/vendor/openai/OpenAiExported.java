package dev.writ.vendor.openai;

import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorConnection;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.vendor.spi.VendorObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What an export of one object gave.
 *
 * @param files contents by name
 */
record OpenAiExported(List<String> lines, List<Map.Entry<String, String>> files) {
  static OpenAiExported of(OpenAiAdapter adapter, VendorConnection with, VendorObject object) {
    var exported = new OpenAiExported(new ArrayList<>(), new ArrayList<>());
    adapter.export(
        with,
        object,
        new RecordSink() {
          @Override
          public void accept(String kind, String json) {
            exported.lines().add(json);
          }

          @Override
          public void file(String kind, String name, String mediaType, InputStream content)
              throws IOException {
            exported
                .files()
                .add(Map.entry(name, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
          }
        });
    return exported;
  }

  JsonNode object() {
    return VendorHttp.JSON.readTree(lines.getFirst());
  }

  /** What stands under this word, line by line. */
  List<JsonNode> rows(String word) {
    return lines.stream()
        .skip(1)
        .map(VendorHttp.JSON::readTree)
        .filter(line -> line.has(word))
        .map(line -> line.path(word))
        .toList();
  }
}
