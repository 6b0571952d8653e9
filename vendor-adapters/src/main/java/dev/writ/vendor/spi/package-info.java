/**
 * What every vendor package offers and may rely on. A vendor is an {@link
 * dev.writ.vendor.spi.VendorAdapter}: it locates a person's objects, exports, erases and reads them
 * one at a time, so that the caller can write its intent before each change and reconcile a lost
 * answer by reading. Nothing here names a vendor.
 */
@NullMarked
package dev.writ.vendor.spi;

import org.jspecify.annotations.NullMarked;
