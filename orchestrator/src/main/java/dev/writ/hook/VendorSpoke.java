package dev.writ.hook;

import dev.writ.vendor.spi.VendorObject;
import java.util.List;
import java.util.UUID;

/** Events that were not known before have been kept: the objects they are about. */
record VendorSpoke(UUID connection, List<VendorObject> about) {}
