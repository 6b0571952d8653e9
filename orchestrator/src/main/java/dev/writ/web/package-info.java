/** The HTTP edge that all capabilities share: problem documents and the served API description. */
@NullMarked
package dev.writ.web;

import org.jspecify.annotations.NullMarked;
