package dev.writ.vendor.googleworkspace;

import dev.writ.vendor.googleworkspace.VaultHandle.BothExports;
import dev.writ.vendor.googleworkspace.VaultHandle.FirstExport;
import dev.writ.vendor.googleworkspace.VaultRequests.Format;
import dev.writ.vendor.googleworkspace.VaultWire.VaultExport;
import dev.writ.vendor.spi.Answers;
import dev.writ.vendor.spi.Export;
import dev.writ.vendor.spi.RecordSink;
import dev.writ.vendor.spi.VendorFailure;
import dev.writ.vendor.spi.VendorFailure.Kind;
import dev.writ.vendor.spi.VendorHttp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One person's Gemini data, read out by Vault: first the Gemini app's (XML), then that of Gemini in
 * Workspace (JSON), which not every tenant's Vault covers. One after the other, because two
 * creations a minute are the whole organisation's quota. Vault's copies are removed before the
 * export is complete.
 */
final class GeminiExport {
  /** No export of this format; the record says so. */
  private static final String NONE = "none";

  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final GoogleVault vault;
  private final GoogleDownload download;
  private final RecordSink sink;

  GeminiExport(GoogleVault vault, GoogleDownload download, RecordSink sink) {
    this.vault = vault;
    this.download = download;
    this.sink = sink;
  }

  Export start(String email) {
    return waiting(
        vault.inNewMatter(
            matter -> new FirstExport(matter, vault.export(matter, email, Format.XML))));
  }

  /** A handle whose exports are gone is begun anew: Vault keeps them for 15 days. */
  Export ask(FirstExport handle, String email) {
    var xml = vault.find(handle.matter(), handle.xml());
    if (xml.isEmpty()) {
      return anew(handle, email);
    }
    if (running(handle, xml.get())) {
      return waiting(handle);
    }
    return waiting(new BothExports(handle.matter(), handle.xml(), second(handle.matter(), email)));
  }

  private String second(String matter, String email) {
    try {
      return vault.export(matter, email, Format.JSON);
    } catch (VendorFailure refused) {
      if (refused.status() == 400) {
        return NONE;
      }
      throw refused;
    }
  }

  Export ask(BothExports handle, String email) {
    var xml = vault.find(handle.matter(), handle.xml());
    var json =
        handle.json().equals(NONE)
            ? Optional.<VaultExport>empty()
            : vault.find(handle.matter(), handle.json());
    if (xml.isEmpty() || (json.isEmpty() && !handle.json().equals(NONE))) {
      return anew(handle, email);
    }
    if (running(handle, xml.get()) || json.filter(this::running).isPresent()) {
      return waiting(handle);
    }
    hand(Format.XML, xml, handle);
    hand(Format.JSON, json, handle);
    vault.discard(handle.matter());
    return new Export.Complete();
  }

  private Export anew(VaultHandle handle, String email) {
    vault.discard(handle.matter());
    return start(email);
  }

  /**
   * A failed export of the Gemini app's data is given up and its matter removed, so that the next
   * question begins anew.
   */
  private boolean running(VaultHandle handle, VaultExport export) {
    if ("FAILED".equals(export.status())) {
      vault.discard(handle.matter());
      throw new VendorFailure(Kind.UNAVAILABLE, 200);
    }
    return running(export);
  }

  private boolean running(VaultExport export) {
    var status = Answers.answered(export.status());
    Answers.require(List.of("IN_PROGRESS", "COMPLETED", "FAILED").contains(status));
    return status.equals("IN_PROGRESS");
  }

  /** A record of what Vault found in this format, and the files themselves. */
  private void hand(Format format, Optional<VaultExport> export, VaultHandle handle) {
    var record = VendorHttp.JSON.createObjectNode();
    record.put("format", format.name());
    record.put("status", export.map(VaultExport::status).orElse("NOT_OFFERED"));
    export
        .map(VaultExport::stats)
        .ifPresent(
            stats -> {
              record.put("exportedArtifactCount", stats.exportedArtifactCount());
              record.put("totalArtifactCount", stats.totalArtifactCount());
            });
    var files = export.map(VaultExport::files).orElse(List.of());
    Answers.require(!files.isEmpty() || record.path("exportedArtifactCount").asLong(0) == 0);
    sink.accept(GoogleKind.GEMINI.word(), VendorHttp.JSON.writeValueAsString(record));
    for (var file : files) {
      if (!download.stored(file, GoogleKind.GEMINI.word(), sink)) {
        vault.discard(handle.matter());
        throw new VendorFailure(Kind.UNAVAILABLE, 404);
      }
    }
  }

  private static Export waiting(VaultHandle handle) {
    return new Export.InProgress(handle.text(), AGAIN);
  }
}
