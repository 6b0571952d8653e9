package dev.writ.vendor.kit;

/** A chapter of the contract; its tests are inherited through {@link AdapterContract}. */
interface Promises {

  /** Fresh for each test. */
  ContractBench bench();
}
