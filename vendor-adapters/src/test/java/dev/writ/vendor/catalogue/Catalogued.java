package dev.writ.vendor.catalogue;

import dev.writ.vendor.spi.VendorDescriptor;

/** One vendor of the page. */
record Catalogued(VendorDescriptor descriptor, Proof proof) {}
