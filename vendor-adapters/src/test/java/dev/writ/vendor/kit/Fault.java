package dev.writ.vendor.kit;

import dev.writ.vendor.sandbox.Misbehaviour;
import dev.writ.vendor.spi.VendorFailure.Kind;

/** Faults that strike every call, and what an adapter must make of them. */
enum Fault {
  TOKEN_EXPIRED(Kind.AUTHENTICATION, 401),
  FORBIDDEN(Kind.AUTHENTICATION, 403),
  RATE_LIMITED(Kind.RATE_LIMITED, 429),
  RATE_LIMITED_BARE(Kind.RATE_LIMITED, 429),
  DOWN(Kind.UNAVAILABLE, 503),
  CONNECTION_RESET(Kind.UNAVAILABLE, 0),
  MALFORMED(Kind.MALFORMED_RESPONSE, 200);

  private final Kind kind;
  private final int status;

  Fault(Kind kind, int status) {
    this.kind = kind;
    this.status = status;
  }

  Kind kind() {
    return kind;
  }

  int status() {
    return status;
  }

  /** False when the vendor refuses before it acts. */
  boolean acts() {
    return this == MALFORMED;
  }

  void strike(ContractBench bench) {
    if (this == FORBIDDEN) {
      bench.answer(request -> bench.simulator().error(status));
    } else {
      bench.misbehave(Misbehaviour.valueOf(name()));
    }
  }
}
