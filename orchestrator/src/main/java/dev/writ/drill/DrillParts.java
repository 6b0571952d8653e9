package dev.writ.drill;

import org.springframework.stereotype.Component;

/** The parts of a drill, one for each state in which a vendor is called. */
@Component
record DrillParts(
    Planting planting,
    Proving proving,
    PlantedErasing erasing,
    DrillWatching watching,
    Cleaning cleaning) {}
