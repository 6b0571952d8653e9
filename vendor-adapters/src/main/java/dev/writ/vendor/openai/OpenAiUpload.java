package dev.writ.vendor.openai;

import java.util.Map;

/** A {@code multipart/form-data} body of texts and one file of text. */
record OpenAiUpload(String body) {
  static final String BOUNDARY = "writ-7f3a90c2d1";

  /** Names, values and the content hold neither quotes nor the boundary. */
  static OpenAiUpload of(Map<String, String> fields, String part, String filename, String content) {
    var form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append("--%s\r\n".formatted(BOUNDARY))
                .append("Content-Disposition: form-data; name=\"%s\"\r\n\r\n".formatted(name))
                .append(value)
                .append("\r\n"));
    form.append("--%s\r\n".formatted(BOUNDARY))
        .append("Content-Disposition: form-data; name=\"%s\"; ".formatted(part))
        .append("filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n".formatted(filename))
        .append(content)
        .append("\r\n--%s--\r\n".formatted(BOUNDARY));
    return new OpenAiUpload(form.toString());
  }

  @Override
  public String toString() {
    return "OpenAiUpload[***]";
  }
}
