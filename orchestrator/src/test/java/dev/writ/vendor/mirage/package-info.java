/**
 * A vendor that exists in tests alone and lies on demand: it promises that deleted data is gone
 * after 30 days and keeps it longer, restores it from a backup, shows other people's objects, or
 * falls silent. The catalogue finds it like any other, because it scans the class path.
 */
package dev.writ.vendor.mirage;
