/**
 * What the pages that a person opens without an account have in common: how they look, what they
 * say in which {@link dev.writ.page.Language}, and how fast they may be called. The pages
 * themselves belong to the rooms that know what they are about; letters share the languages.
 */
@NullMarked
package dev.writ.page;

import org.jspecify.annotations.NullMarked;
