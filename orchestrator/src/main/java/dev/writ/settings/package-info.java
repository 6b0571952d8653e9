/** What can be set, validated at the start. */
@NullMarked
package dev.writ.settings;

import org.jspecify.annotations.NullMarked;
