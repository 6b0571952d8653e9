/**
 * The legal moves of requests, legs, holds, letters, drills, findings and offboardings, from one
 * table each, walked by Spring Statemachine.
 */
@NullMarked
package dev.writ.lifecycle;

import org.jspecify.annotations.NullMarked;
