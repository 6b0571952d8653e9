package dev.writ.letter;

/**
 * Who writes.
 *
 * @param controller the company's name; empty: a word of the letter's language
 * @param contact where to answer, appeal and complain: an address or a page
 * @param notice the privacy notice
 * @param optOut where to opt out of sale and sharing; empty where nothing is sold or shared
 */
record Sender(String controller, String contact, String notice, String optOut) {}
