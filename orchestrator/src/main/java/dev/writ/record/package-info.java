/**
 * The record that the law wants of every request, and what it comes to in a year: date and nature
 * of the request, how it was made, date and nature of the answer, and the ground of a refusal (11
 * CCR §7101), and the figures of a calendar year (11 CCR §7102). Neither names anybody, and both
 * outlive the request's data key.
 */
@NullMarked
package dev.writ.record;

import org.jspecify.annotations.NullMarked;
