package dev.writ.bench;

import java.util.List;

/** One thing that is measured; it brings up what it needs and takes it down again. */
interface Measure {

  /** The word for {@code --only}. */
  String name();

  List<Figure> run(Options options) throws Exception;
}
