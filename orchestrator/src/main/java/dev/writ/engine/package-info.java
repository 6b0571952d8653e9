/** Temporal: the in-process service, the development server or a cluster; workers; the sweeper. */
@NullMarked
package dev.writ.engine;

import org.jspecify.annotations.NullMarked;
