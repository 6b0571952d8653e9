package dev.writ.request;

import dev.writ.vault.Vault;
import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.VendorHttp;
import dev.writ.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The data keys of requests, as long as they are kept, and what they open. */
@Component
class RequestKeys {
  private final RequestRecord requests;
  private final Vault vault;

  RequestKeys(RequestRecord requests, Vault vault) {
    this.requests = requests;
    this.vault = vault;
  }

  /** The request's sealer; empty when its key was destroyed. */
  Optional<Sealer> find(UUID request) {
    return Optional.ofNullable(requests.sealed(request).wrappedKey())
        .map(key -> vault.unwrap(key, request.toString()));
  }

  /**
   * The request's sealer.
   *
   * @throws Problem gone, when its key was destroyed
   */
  Sealer require(UUID request) {
    return find(request).orElseThrow(Problem::gone);
  }

  /** A request's sealer, and the person's identifiers as they were filed. */
  record Opened(Sealer sealer, List<SubjectIdentifierLine> identifiers) {}

  /** Both at once; empty when the request's key was destroyed. */
  Optional<Opened> findOpened(UUID request) {
    var sealed = requests.sealed(request);
    return Optional.ofNullable(sealed.wrappedKey())
        .map(key -> vault.unwrap(key, request.toString()))
        .map(sealer -> new Opened(sealer, lines(sealer, sealed.identifiers(), request)));
  }

  /** The person's identifiers as they were filed. */
  List<SubjectIdentifierLine> identifiers(UUID request) {
    return findOpened(request).map(Opened::identifiers).orElseThrow(Problem::gone);
  }

  private static List<SubjectIdentifierLine> lines(Sealer sealer, byte[] sealed, UUID request) {
    var lines = sealer.open(sealed, "identifiers/" + request);
    return List.of(VendorHttp.JSON.readValue(lines, SubjectIdentifierLine[].class));
  }
}
