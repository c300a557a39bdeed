package rejoinder.contracts.summary;

import rejoinder.contracts.SaidAt;
import rejoinder.contracts.Stance;

/**
 * That a stance changed.
 *
 * @param reaction the one whose stance is the new one
 */
public record StanceChange(Stance from, Stance to, String reaction, SaidAt saidAt) {}
