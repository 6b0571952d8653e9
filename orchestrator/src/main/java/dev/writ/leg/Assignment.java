package dev.writ.leg;

import dev.writ.vault.Vault.Sealer;
import dev.writ.vendor.spi.Subject;
import java.util.UUID;

/**
 * What a leg needs to know of its request.
 *
 * @param over the request was denied or withdrawn: nothing more is done
 * @param executing the plan is approved and the undo window over
 * @param subject the person, as this leg's vendor may know them
 * @param sealer the request's own
 */
public record Assignment(
    UUID request, boolean over, boolean executing, Subject subject, Sealer sealer) {}
