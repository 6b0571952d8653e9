/**
 * Who is asking. Each request requires a {@link dev.writ.identity.AssuranceLevel} by its law and
 * right; until it is reached the request waits and no vendor is called. It is reached by a code or
 * link to a contact that is already held, by data points that match, by an agent's permission, or
 * by the word of somebody with a token. What was collected goes right after the check; what stays
 * says how, to which level, when and by whom it was made, never what was shown.
 *
 * <p>Writ asks and checks; what the person is sent is written by whoever listens to {@link
 * dev.writ.identity.IdentityAsked} and calls {@link dev.writ.identity.Challenges#reveal}.
 */
@NullMarked
package dev.writ.identity;

import org.jspecify.annotations.NullMarked;
