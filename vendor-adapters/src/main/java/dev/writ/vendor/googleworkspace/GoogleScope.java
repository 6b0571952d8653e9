package dev.writ.vendor.googleworkspace;

/**
 * The scopes of the calls made here. The service account's delegation must list each of them as it
 * stands here: a broader one is refused, too.
 */
enum GoogleScope {
  VAULT("https://www.googleapis.com/auth/ediscovery"),
  STORAGE("https://www.googleapis.com/auth/devstorage.read_only"),
  DIRECTORY("https://www.googleapis.com/auth/admin.directory.user"),
  SECURITY("https://www.googleapis.com/auth/admin.directory.user.security"),
  /** The only one that deletes for good; gmail.modify can only move to the trash. */
  MAIL("https://mail.google.com/"),
  DRIVE("https://www.googleapis.com/auth/drive"),
  /** Of looks at promises alone; without it they are unclear. */
  POLICIES("https://www.googleapis.com/auth/cloud-identity.policies.readonly"),
  /** The same. */
  REPORTS("https://www.googleapis.com/auth/admin.reports.audit.readonly");

  private final String url;

  GoogleScope(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }
}
