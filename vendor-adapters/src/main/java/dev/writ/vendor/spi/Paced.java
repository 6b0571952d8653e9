package dev.writ.vendor.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks calls for which the vendor documents a slower pace than for the rest: one of them, or all
 * of an interface.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Paced {
  /** Name of the {@link VendorDescriptor.Family}. */
  String value();
}
