/** The page docs/vendors.md, written from what every vendor package says about itself. */
@NullMarked
package dev.writ.vendor.catalogue;

import org.jspecify.annotations.NullMarked;
