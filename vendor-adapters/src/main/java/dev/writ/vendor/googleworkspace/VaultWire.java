package dev.writ.vendor.googleworkspace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Vault's answers, as far as they are read; any field may be missing. Numbers of 64 bits are text.
 */
final class VaultWire {
  private VaultWire() {}

  /** A matter; its state is OPEN, CLOSED or DELETED. */
  record Matter(@Nullable String matterId, @Nullable String state) {}

  /** One page of matters; missing when there is none. */
  record Matters(@Nullable List<Matter> matters, @Nullable String nextPageToken) {}

  /** The answer of a close. */
  record Closed(@Nullable Matter matter) {}

  /** A hold on named accounts, or on whoever belongs to an organisational unit. */
  record Hold(
      @Nullable String corpus, @Nullable List<HeldAccount> accounts, @Nullable JsonNode orgUnit) {}

  /** One account of a hold. */
  record HeldAccount(@Nullable String accountId, @Nullable String email) {
    @Override
    public String toString() {
      return "HeldAccount[***]";
    }
  }

  /** One page of holds; missing when there is none. */
  record Holds(@Nullable List<Hold> holds, @Nullable String nextPageToken) {}

  /** An export; its status is IN_PROGRESS, COMPLETED or FAILED. */
  record VaultExport(
      @Nullable String id,
      @Nullable String status,
      @Nullable Stats stats,
      @Nullable Sink cloudStorageSink) {

    /** Files to fetch; the bucket itself cannot be listed. */
    List<StoredFile> files() {
      var files = cloudStorageSink == null ? null : cloudStorageSink.files();
      return files == null ? List.of() : files;
    }
  }

  /** How much an export found. */
  record Stats(
      @Nullable String exportedArtifactCount,
      @Nullable String totalArtifactCount,
      @Nullable String sizeInBytes) {}

  /** Where an export lies. */
  record Sink(@Nullable List<StoredFile> files) {}

  /** One file of an export. */
  record StoredFile(
      @Nullable String bucketName,
      @Nullable String objectName,
      @Nullable String size,
      @Nullable String md5Hash) {
    @Override
    public String toString() {
      return "StoredFile[***]";
    }
  }

  /** One page of exports, children included; missing when there is none. */
  record Exports(@Nullable List<VaultExport> exports, @Nullable String nextPageToken) {}

  /** Work under way; when it is done it has a response or an error. */
  record Operation(
      @Nullable String name,
      @Nullable Boolean done,
      @Nullable JsonNode error,
      @Nullable JsonNode response) {}
}
