/**
 * Findings: what a look, a drill, a check of a promise or an offboarding has shown and a person has
 * to know and decide about. Other rooms raise them; officers accept or resolve them.
 */
@NullMarked
package dev.writ.finding;

import org.jspecify.annotations.NullMarked;
