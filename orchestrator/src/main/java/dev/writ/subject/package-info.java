/**
 * What a person sees and does without an account: the form that files a request, the page behind a
 * status link, and what they think of the answer, appeals and complaints. Reading a page changes
 * nothing. What is unknown, ended or malformed is one and the same answer, and what is filed is
 * answered alike whether anybody knows the person or not. Nobody depends on this room.
 */
@NullMarked
package dev.writ.subject;

import org.jspecify.annotations.NullMarked;
