package dev.writ.vendor.microsoftcopilot;

/**
 * A user as the directory knows them.
 *
 * @param mailbox the address of the mailbox, or empty
 * @param deleted softly: restorable, and changed in its user principal name
 */
record CopilotUser(String id, String mailbox, boolean deleted) {
  @Override
  public String toString() {
    return "CopilotUser[***]";
  }
}
