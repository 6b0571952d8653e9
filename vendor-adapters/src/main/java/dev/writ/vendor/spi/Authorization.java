package dev.writ.vendor.spi;

import feign.RequestInterceptor;

/**
 * Adds to each call what proves who is calling, and can prove it anew. A call is prepared, applied
 * to and, if it is refused, renewed on one thread.
 */
public interface Authorization extends RequestInterceptor {
  /**
   * Gets ready what {@link #apply} adds to the next call. It may call the vendor, and so comes
   * before that call's turn at the {@link Admission}; its failure is no failure of that call.
   */
  void prepare();

  /**
   * Hears that the vendor refused a call with 401.
   *
   * @return true when the next call carries a fresh proof, so that it is worth making once
   */
  boolean renew();
}
