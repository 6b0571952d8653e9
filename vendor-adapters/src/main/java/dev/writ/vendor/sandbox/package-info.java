/**
 * The vendor sandbox: one WireMock server that hosts every {@link
 * dev.writ.vendor.sandbox.VendorSimulator} under {@code /<vendor>}, filled with invented people,
 * and misbehaving on demand by name.
 */
@NullMarked
package dev.writ.vendor.sandbox;

import org.jspecify.annotations.NullMarked;
