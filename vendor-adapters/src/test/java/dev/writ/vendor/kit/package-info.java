/**
 * The conformance kit of vendor packages: {@link dev.writ.vendor.kit.AdapterContract} tries every
 * promise of {@link dev.writ.vendor.spi.VendorAdapter} with every capability a descriptor declares,
 * over the real sandbox. It names no vendor: the toy vendor beside it exists to try the kit itself.
 */
package dev.writ.vendor.kit;
