/**
 * A vendor that exists in tests alone: it calls back when an erase is done, and keeps a record of
 * whose objects are whose. The catalogue finds it like any other, because it scans the class path.
 */
package dev.writ.vendor.bell;
