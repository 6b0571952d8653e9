package dev.writ.request;

import dev.writ.lifecycle.RequestState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Packages of access that an approver has released, for the person they are about. */
@Service
public class ReleasedPackages {
  private static final Set<Outcome> EMPTY = EnumSet.of(Outcome.NOTHING_FOUND, Outcome.REFUSED);

  private final RequestRecord requests;
  private final RequestKeys keys;
  private final AccessPackage packages;

  ReleasedPackages(RequestRecord requests, RequestKeys keys, AccessPackage packages) {
    this.requests = requests;
    this.keys = keys;
    this.packages = packages;
  }

  /** Whether there is one that can still be read. */
  public boolean ready(UUID id) {
    var request = requests.require(id);
    return !request.erasing()
        && released(request.state())
        && request.outcome().filter(EMPTY::contains).isEmpty()
        && keys.find(id).isPresent();
  }

  private static boolean released(RequestState state) {
    return state == RequestState.RESPONDED
        || state == RequestState.MONITORING
        || state == RequestState.CLOSED;
  }

  /** Writes it as a zip, as it is read from the record. Personal data. */
  public void write(UUID id, OutputStream out) throws IOException {
    packages.write(id, out);
  }
}
