package dev.writ.vendor.microsoftcopilot;

import static dev.writ.vendor.spi.Answers.require;

import dev.writ.vendor.spi.VendorHttp;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * Where an inventory stands. Rows of a list may vanish while it is read, so that the page read last
 * is looked at again: where its last row is not on it any more, the list begins anew.
 *
 * @param link of the page read last, or empty at the first of a list
 * @param last id of the row that was read last on it, or empty
 */
record InventoryCursor(Lists list, String link, String last) {
  private static final int LONGEST = 2_000;

  /** The directory's lists, in the order in which they are read. */
  enum Lists {
    HISTORIES(CopilotKind.INTERACTIONS, false),
    DELETED_HISTORIES(CopilotKind.INTERACTIONS, true),
    MEMORIES(CopilotKind.MEMORIES, false),
    DELETED_MEMORIES(CopilotKind.MEMORIES, true),
    STUDIO(CopilotKind.STUDIO, false),
    DELETED_STUDIO(CopilotKind.STUDIO, true),
    ACCOUNTS(CopilotKind.ACCOUNT, false),
    DELETED_ACCOUNTS(CopilotKind.ACCOUNT, true),
    END(CopilotKind.ACCOUNT, true);

    private final CopilotKind kind;
    private final boolean deleted;

    Lists(CopilotKind kind, boolean deleted) {
      this.kind = kind;
      this.deleted = deleted;
    }

    CopilotKind kind() {
      return kind;
    }

    /** Whether it is of the softly deleted users. */
    boolean deleted() {
      return deleted;
    }
  }

  boolean isEnd() {
    return list == Lists.END;
  }

  InventoryCursor again() {
    return new InventoryCursor(list, "", "");
  }

  InventoryCursor to(String page, String row) {
    return new InventoryCursor(list, page, row);
  }

  InventoryCursor next(boolean accountsToo) {
    var next =
        Arrays.stream(Lists.values())
            .filter(later -> later.compareTo(list) > 0)
            .filter(later -> accountsToo || later.kind() != CopilotKind.ACCOUNT)
            .findFirst()
            .orElse(Lists.END);
    return new InventoryCursor(next, "", "");
  }

  /** Empty at the end; a link too long to be kept is malformed. */
  String text() {
    if (isEnd()) {
      return "";
    }
    var text = VendorHttp.JSON.writeValueAsString(List.of(list.name(), link, last));
    require(text.length() <= LONGEST);
    return text;
  }

  /** A text that is no cursor of ours is a REJECTED failure. */
  static InventoryCursor of(String text) {
    if (text.isEmpty()) {
      return new InventoryCursor(Lists.HISTORIES, "", "");
    }
    try {
      var parts = VendorHttp.JSON.readTree(text);
      return new InventoryCursor(
          Lists.valueOf(parts.path(0).asString("")),
          parts.path(1).asString(""),
          parts.path(2).asString(""));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw GraphAnswers.rejected();
    }
  }

  @Override
  public String toString() {
    return "InventoryCursor[" + list + "]";
  }
}
