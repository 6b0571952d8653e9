/** First run: embedded PostgreSQL, the vendor sandbox and its connections. */
@NullMarked
package dev.writ.setup;

import org.jspecify.annotations.NullMarked;
