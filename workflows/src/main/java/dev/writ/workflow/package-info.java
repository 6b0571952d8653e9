/**
 * The engine's half of a request: who waits for what. No Spring, no I/O, no vendor. The record
 * decides every move; these workflows run legs side by side, repeat what is not done, and sleep.
 * Inputs and results are ids, counts and enums.
 */
@NullMarked
package dev.writ.workflow;

import org.jspecify.annotations.NullMarked;
