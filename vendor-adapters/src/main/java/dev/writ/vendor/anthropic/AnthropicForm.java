package dev.writ.vendor.anthropic;

/** The form in which a file is uploaded: one part named {@code file}. */
final class AnthropicForm {
  static final String BOUNDARY = "writ-part-of-an-invented-file";

  private AnthropicForm() {}

  /**
   * @param name without quotation marks and line breaks
   */
  static String text(String name, String content) {
    return String.join(
        "\r\n",
        "--" + BOUNDARY,
        "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"",
        "Content-Type: text/plain",
        "",
        content,
        "--" + BOUNDARY + "--",
        "");
  }
}
