/** The legal moves of requests and legs, from one table each, walked by Spring Statemachine. */
@NullMarked
package dev.writ.lifecycle;

import org.jspecify.annotations.NullMarked;
