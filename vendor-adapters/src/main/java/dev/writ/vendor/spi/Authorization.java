package dev.writ.vendor.spi;

import feign.RequestInterceptor;

/** Adds to each call what proves who is calling, and can prove it anew. */
public interface Authorization extends RequestInterceptor {
  /**
   * Hears that the vendor refused a call with 401.
   *
   * @return true when the next call carries a fresh proof, so that it is worth making once
   */
  boolean renew();
}
