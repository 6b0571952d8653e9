/**
 * The vendor sandbox: one WireMock server that hosts every {@link
 * dev.writ.vendor.sandbox.VendorSimulator} under {@code /<vendor>}, filled with invented people,
 * and misbehaving on demand by name. It serves the tests and the default run, and nothing in it
 * knows a vendor: what a vendor's requests mean, its simulator says.
 *
 * <ul>
 *   <li>{@link dev.writ.vendor.sandbox.Sandbox} is the door for Java, {@code Switchboard} the one
 *       for a shell; {@code Router} speaks HTTP, {@code HostedVendor} decides what becomes of a
 *       call, with the {@code Faults} that strike it.
 *   <li>{@link dev.writ.vendor.sandbox.SandboxJournal} is the memory over restarts. A request that
 *       may change something is journalled after the simulator acted and before the answer goes
 *       out, so what a caller was told has happened has also happened after {@code kill -9}.
 *   <li>{@link dev.writ.vendor.sandbox.ResendLaw} judges the log of calls by the law of
 *       read-before-resend.
 * </ul>
 *
 * <p>The people, all invented and all at example.com; {@code *} is every vendor that is hosted:
 *
 * <table>
 *   <caption>Awkward cases</caption>
 *   <tr><th>main address</th><th>where</th><th>objects</th><th>what is awkward</th></tr>
 *   <tr><td>ada</td><td>*</td><td>9</td><td>the usual example; second address ada.example</td></tr>
 *   <tr><td>nobody</td><td>nowhere</td><td>0</td><td>nothing must be found</td></tr>
 *   <tr><td>only-&lt;vendor&gt;</td><td>that vendor</td><td>4</td>
 *       <td>found at one vendor, nothing at the others; three more per vendor, -2 to -4</td></tr>
 *   <tr><td>tina</td><td>*</td><td>5</td><td>a second address, tina.twomails</td></tr>
 *   <tr><td>sam-lee, sam-lee-other</td><td>*</td><td>5 each</td>
 *       <td>two people of one name: a match by name erases the wrong one</td></tr>
 *   <tr><td>prolific</td><td>*</td><td>2,000</td><td>many pages; past the blast radius</td></tr>
 *   <tr><td>single</td><td>*</td><td>1</td><td>the least that can be held</td></tr>
 *   <tr><td>pia+shop</td><td>*</td><td>3</td><td>a plus in the address, to be escaped in a URL</td></tr>
 *   <tr><td>umlaut</td><td>*</td><td>3</td><td>a name beyond ASCII</td></tr>
 *   <tr><td>bela-ahlberg-0 and 191 more</td><td>*</td><td>1 to 6</td>
 *       <td>the crowd; every seventh has a second address</td></tr>
 * </table>
 *
 * <p>How many objects a person really has at a vendor is the simulator's to say; the numbers are
 * what it is asked for.
 */
@NullMarked
package dev.writ.vendor.sandbox;

import org.jspecify.annotations.NullMarked;
