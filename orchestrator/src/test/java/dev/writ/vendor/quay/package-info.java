/**
 * A vendor that exists in tests alone and can be left: crates that it lists, letters that it does
 * not, stones that only a human moves, and keys that can be taken away. Each way in which it goes
 * wrong is a switch.
 */
package dev.writ.vendor.quay;
